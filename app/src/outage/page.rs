//! Outages for everybody, with the forms for those who record them.

use axum::Extension;
use axum::extract::State;
use axum::response::Html;
use chrono::NaiveDate;
use leptos::prelude::*;
use tower_sessions::Session;

use super::model::Outage;
use super::notice::{days_text, title};
use super::store::{Recorded, list_outages, list_services};
use super::text::{
    AHEAD, BEGINS, CHANGE, CHANGED, ENDS, HOLDER, LEAD, NONE_NOW, NOW, OUTAGES, OVER, RECORD, RECORDED,
    REQUIREMENTS, SERVICES, WHAT, WHAT_EN, WHO, WHY, WHY_OPTIONAL, WITHDRAW, WITHDRAW_HINT, WITHDRAWN,
    WITHDRAWN_ALL,
};
use crate::auth::actor::Visitor;
use crate::auth::model::Right;
use crate::auth::policy::{Reach, reach};
use crate::error::AppError;
use crate::flash;
use crate::id::Version;
use crate::ledger::clocks::Clocks;
use crate::ledger::model::{Entry, Item};
use crate::ledger::store::list_entries_of;
use crate::ledger::text::author_text;
use crate::onboarding::checklist::holder_name;
use crate::onboarding::text::SAVED;
use crate::programme::model::{Holder, Programme};
use crate::programme::store::{list_programmes, load_programme};
use crate::shell::{Head, PagePath, render_page};
use crate::site::Site;
use crate::text::moment::{moment_iso, moment_text};
use crate::text::{Bilingual, Lang, SAVE, iso};
use crate::ui::checkboxes::checkboxes;
use crate::ui::choice::select;
use crate::ui::form::{Answer, ErrorSummary, Field, FieldControl, date_control, text_control};

/// What the page is made from.
struct Page {
    lang: Lang,
    programmes: Vec<Programme>,
    services: Vec<(i64, Bilingual)>,
    may_record: bool,
    answer: Option<Answer>,
    today: NaiveDate,
    /// What the ledger tells of outages, in order.
    entries: Vec<Entry>,
}

/// `/{lang}/prekasvaniya`
///
/// # Errors
/// When the database does not answer.
pub async fn show(
    State(site): State<Site>,
    lang: Lang,
    Visitor(visitor): Visitor,
    PagePath(path): PagePath,
    session: Option<Extension<Session>>,
) -> Result<Html<String>, AppError> {
    let reader = site.db.read();
    let mut programmes = Vec::new();
    for name in list_programmes(reader).await? {
        programmes.push(load_programme(reader, &name.key, Clocks::on(site.today())).await?);
    }
    let recorded = list_outages(reader).await?;
    let may_record =
        visitor.as_ref().is_some_and(|actor| reach(actor.role, Right::RecordOutages) != Reach::Nowhere);
    // The public has no session, and its pages are kept.
    let answer = match session {
        Some(Extension(session)) if visitor.is_some() => flash::take(&session, &path).await?,
        _ => None,
    };
    let saved = answer.as_ref().is_some_and(|answer| answer.refusal.is_none());
    let page = Page {
        lang,
        programmes,
        services: list_services(reader).await?,
        may_record,
        answer: answer.filter(|answer| answer.refusal.is_some()),
        today: site.today(),
        entries: list_entries_of(reader, "", "outage:").await?,
    };
    let head = Head { lang, title: OUTAGES.get(lang).to_owned(), path, actor: visitor, island: false };
    render_page(&site, head, || {
        let today = page.today;
        let part = |fits: &dyn Fn(&Outage) -> bool| -> Vec<AnyView> {
            recorded.iter().filter(|one| fits(&one.outage)).map(|one| page.item(one)).collect()
        };
        let now = part(&|one| one.is_on(today));
        let ahead = part(&|one| one.begins_on > today);
        let over = part(&|one| one.ends_on.is_some_and(|last| last < today));
        let section = |id: &'static str, title: &'static str, items: Vec<AnyView>| {
            (!items.is_empty()).then(|| {
                view! {
                    <section aria-labelledby=id><h2 id=id>{title}</h2><ul class="outages">{items}</ul></section>
                }
            })
        };
        let none = now.is_empty().then(|| view! { <p>{NONE_NOW.get(lang)}</p> });
        view! {
            <h1>{OUTAGES.get(lang)}</h1>
            <p class="lead">{LEAD.get(lang)}</p>
            {saved.then(|| view! { <p class="notice" role="status">{SAVED.get(lang)}</p> })}
            {page.may_record.then(|| page.form(None))}
            {none}
            {section("outages-now", NOW.get(lang), now)}
            {section("outages-ahead", AHEAD.get(lang), ahead)}
            {section("outages-over", OVER.get(lang), over)}
            {section("outages-withdrawn", WITHDRAWN_ALL.get(lang), page.withdrawn())}
        }
        .into_any()
    })
    .await
}

/// A requirement as an outage names it.
struct Touchable {
    /// `programme:key`.
    reference: String,
    programme: String,
    name: String,
    /// Whether only earlier versions of the checklist have it.
    is_retired: bool,
}

impl Page {
    fn item(&self, recorded: &Recorded) -> AnyView {
        let (lang, outage) = (self.lang, &recorded.outage);
        let requirements: Vec<_> = self
            .requirements()
            .filter(|one| outage.requirements.contains(&one.reference))
            .map(|one| {
                view! { <li>{one.name}" "<span class="hint">{one.programme}</span></li> }
            })
            .collect();
        let services: Vec<_> = self
            .services
            .iter()
            .filter(|(number, _)| outage.services.contains(number))
            .map(|(number, name)| view! { <li>{name.get(lang).to_owned()}" "<span class="hint">{*number}</span></li> })
            .collect();
        let holder =
            self.programmes.first().map(|one| holder_name(lang, one, outage.holder)).unwrap_or_default();
        let list = |title: &'static str, items: Vec<AnyView>| {
            (!items.is_empty()).then(|| view! { <dt>{title}</dt><dd><ul>{items}</ul></dd> })
        };
        view! {
            <li class="outage" id=format!("outage-{}", recorded.id) data-outage=recorded.id.to_string() data-now=outage.is_on(self.today).to_string()>
                <h3>{title(lang, outage)}</h3>
                <p>{days_text(lang, outage)}" · "{if outage.is_on(self.today) { HOLDER } else { WHO }.get(lang)}": "{holder}</p>
                <dl class="touched">
                    {list(REQUIREMENTS.get(lang), requirements.into_iter().map(IntoAny::into_any).collect())}
                    {list(SERVICES.get(lang), services.into_iter().map(IntoAny::into_any).collect())}
                </dl>
                {self.trail(recorded)}
                {self.may_record.then(|| self.form(Some(recorded)))}
                {self.may_record.then(|| self.withdrawal(recorded))}
            </li>
        }
        .into_any()
    }

    /// Every requirement, also the retired ones that an earlier outage may touch.
    fn requirements(&self) -> impl Iterator<Item = Touchable> {
        let lang = self.lang;
        self.programmes.iter().flat_map(move |programme| {
            let holding = programme.checklist.requirements().map(|one| (&one.key, &one.name, false));
            let retired = programme.retired.iter().map(|(key, name)| (key, name, true));
            holding.chain(retired).map(move |(key, name, is_retired)| Touchable {
                reference: format!("{}:{key}", programme.key),
                programme: programme.short_name.get(lang).to_owned(),
                name: name.get(lang).to_owned(),
                is_retired,
            })
        })
    }

    /// The form of a new outage, or of one that changes.
    fn form(&self, recorded: Option<&Recorded>) -> AnyView {
        let lang = self.lang;
        let id = recorded.map(|one| one.id.to_string()).unwrap_or_default();
        let version = recorded.map_or(Version(0), |one| one.version);
        let outage = recorded.map(|one| &one.outage);
        let answer = self.answer.clone().filter(|answer| answer.is_for("record_outage", &id));
        let prefix = if id.is_empty() { "record_outage".to_owned() } else { format!("record_outage-{id}") };
        let refused = answer.is_some();
        let field = |name: &'static str,
                     label: &'static str,
                     value: String,
                     control: fn(FieldControl) -> AnyView| {
            view! { <Field answer=answer.clone() prefix=prefix.clone() name label=label.to_owned() value control/> }.into_any()
        };
        let begins = outage.map_or(self.today, |one| one.begins_on);
        let ends = outage.and_then(|one| one.ends_on).map(iso).unwrap_or_default();
        let requirements = self
            .requirements()
            .filter_map(|one| {
                let touched = outage.is_some_and(|outage| outage.requirements.contains(&one.reference));
                (touched || !one.is_retired)
                    .then(|| (one.reference, format!("{}: {}", one.programme, one.name), touched))
            })
            .collect();
        let services = self
            .services
            .iter()
            .map(|(number, name)| {
                let touched = outage.is_some_and(|one| one.services.contains(number));
                (number.to_string(), name.get(lang).to_owned(), touched)
            })
            .collect();
        let summary = if recorded.is_some() { CHANGE } else { RECORD };
        let errors = answer.clone().map(|answer| view! { <ErrorSummary answer prefix=prefix.clone()/> });
        let form_id = prefix.clone();
        view! {
            <details class="action" open=refused>
                <summary>{summary.get(lang)}</summary>
                <form method="post" action="/api/record_outage" class="item-form" id=form_id novalidate>
                    {errors}
                    <input type="hidden" name="lang" value=lang.code()/>
                    <input type="hidden" name="back" value=format!("/{}/prekasvaniya", lang.code())/>
                    <input type="hidden" name="outage" value=id/>
                    <input type="hidden" name="version" value=version.to_string()/>
                    {field("title", WHAT.get(lang), outage.map(|one| one.title.clone()).unwrap_or_default(), text_control)}
                    {field("title_en", WHAT_EN.get(lang), outage.and_then(|one| one.title_en.clone()).unwrap_or_default(), text_control)}
                    {self.holders(&prefix, answer.as_ref(), outage)}
                    <div class="field-row">
                        {field("begins_on", BEGINS.get(lang), iso(begins), date_control)}
                        {field("ends_on", ENDS.get(lang), ends, date_control)}
                    </div>
                    {checkboxes(answer.as_ref(), &prefix, "requirements", REQUIREMENTS.get(lang), requirements)}
                    {checkboxes(answer.as_ref(), &prefix, "services", SERVICES.get(lang), services)}
                    {field("reason", if recorded.is_some() { WHY } else { WHY_OPTIONAL }.get(lang), String::new(), text_control)}
                    <button type="submit">{SAVE.get(lang)}</button>
                </form>
            </details>
        }
        .into_any()
    }

    /// When it was recorded and changed, by whom and why.
    fn trail(&self, recorded: &Recorded) -> AnyView {
        let item = Item::Outage(recorded.id.0).to_string();
        let entries = self.entries.iter().filter(|entry| entry.item == item);
        view! { <ul class="trail">{entries.map(|entry| self.told(entry)).collect::<Vec<_>>()}</ul> }
            .into_any()
    }

    fn told(&self, entry: &Entry) -> AnyView {
        let lang = self.lang;
        let what = match (&entry.old, &entry.new) {
            (None, _) => RECORDED,
            (_, None) => WITHDRAWN,
            _ => CHANGED,
        };
        let reason =
            entry.reason.as_ref().map(|reason| format!(" · {}: {reason}", WHY.get(lang).to_lowercase()));
        view! {
            <li class="hint">{what.get(lang)}" "<time datetime=moment_iso(entry.recorded_at)>{moment_text(lang, entry.recorded_at)}</time>" · "{author_text(lang, entry)}{reason}</li>
        }
        .into_any()
    }

    /// What was recorded by mistake is told, not shown.
    fn withdrawn(&self) -> Vec<AnyView> {
        let withdrawn = self.entries.iter().filter(|entry| entry.new.is_none());
        withdrawn
            .filter_map(|entry| {
                let outage: Outage = serde_json::from_str(entry.old.as_deref()?).ok()?;
                let lang = self.lang;
                let view = view! {
                    <li class="outage">
                        <h3>{title(lang, &outage)}</h3>
                        <p>{days_text(lang, &outage)}</p>
                        <ul class="trail">{self.told(entry)}</ul>
                    </li>
                };
                Some(view.into_any())
            })
            .collect()
    }

    fn withdrawal(&self, recorded: &Recorded) -> AnyView {
        let (lang, id) = (self.lang, recorded.id.to_string());
        let prefix = format!("withdraw_outage-{id}");
        let form_id = prefix.clone();
        let answer = self.answer.clone().filter(|answer| answer.is_for("withdraw_outage", &id));
        let refused = answer.is_some();
        let errors = answer.clone().map(|answer| view! { <ErrorSummary answer prefix=prefix.clone()/> });
        view! {
            <details class="action" open=refused>
                <summary>{WITHDRAW.get(lang)}</summary>
                <form method="post" action="/api/withdraw_outage" class="item-form" id=form_id novalidate>
                    {errors}
                    <input type="hidden" name="lang" value=lang.code()/>
                    <input type="hidden" name="back" value=format!("/{}/prekasvaniya", lang.code())/>
                    <input type="hidden" name="outage" value=id/>
                    <input type="hidden" name="version" value=recorded.version.to_string()/>
                    <Field answer prefix name="reason" label=WHY.get(lang).to_owned() hint=WITHDRAW_HINT.get(lang) control=text_control/>
                    <button type="submit" class="secondary">{WITHDRAW.get(lang)}</button>
                </form>
            </details>
        }
        .into_any()
    }

    /// Who must mend it: anybody but a district.
    fn holders(&self, prefix: &str, answer: Option<&Answer>, outage: Option<&Outage>) -> AnyView {
        let lang = self.lang;
        let options: Vec<_> = Holder::ALL
            .into_iter()
            .filter(|holder| *holder != Holder::District)
            .map(|holder| {
                let name = self.programmes.first().map(|one| holder_name(lang, one, holder));
                (holder.key().to_owned(), name.unwrap_or_default())
            })
            .collect();
        let chosen = outage.map_or(Holder::State, |one| one.holder).key();
        select(answer, prefix, "holder", WHO.get(lang), chosen, &options)
    }
}
