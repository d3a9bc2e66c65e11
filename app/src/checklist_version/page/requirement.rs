//! The form of one requirement of a draft, new or changed.

use axum::Extension;
use axum::extract::{Path, State};
use axum::response::Html;
use leptos::prelude::*;
use tower_sessions::Session;

use super::{answered, version_path};
use crate::auth::actor::Actor;
use crate::auth::policy::DraftChecklists;
use crate::checklist_version::store::list_version_rows;
use crate::checklist_version::text::{
    ADD, AFTER, ALWAYS, APPLIES_WHEN, BASIS_BG, BASIS_EN, DRAFT, EDIT, EVIDENCE, HOLDER, MILESTONE,
    MUST_BE_MET_BY, MUST_HINT, NAME_BG, NAME_EN, NEXT_BG, NEXT_EN, SOURCE_BG, SOURCE_EN, VALID_HINT,
    VALID_MONTHS, VERSION,
};
use crate::error::AppError;
use crate::flash;
use crate::id::Version;
use crate::ledger::clocks::Clocks;
use crate::onboarding::checklist::holder_name;
use crate::programme::model::{EvidenceAsked, Holder, Requirement};
use crate::programme::store::{load_programme, load_programme_version};
use crate::shell::{Head, PagePath, Params, render_page};
use crate::site::Site;
use crate::text::{Bilingual, Lang, SAVE, evidence_asked_text, iso};
use crate::ui::checkboxes::checkboxes;
use crate::ui::choice::select;
use crate::ui::form::{Field, area_control, date_control, text_control};

/// `/{lang}/tablo/versii/{number}/iziskvane?programme=&requirement=`
///
/// # Errors
/// [`AppError::NotSignedIn`], [`AppError::Forbidden`], [`AppError::NotFound`]
/// when this is no draft or has no such requirement.
pub async fn show(
    State(site): State<Site>,
    lang: Lang,
    actor: Actor,
    Path((_, number)): Path<(String, String)>,
    params: Params,
    PagePath(path): PagePath,
    Extension(session): Extension<Session>,
) -> Result<Html<String>, AppError> {
    actor.require::<DraftChecklists>()?;
    let number: i32 = number.parse().map_err(|_| AppError::NotFound)?;
    let reader = site.db.read();
    let present = load_programme(reader, params.programme(), Clocks::on(site.today())).await?;
    let rows = list_version_rows(reader, present.id).await?;
    let row = rows.into_iter().find(|one| one.number == number);
    let answer = flash::take(&session, &path).await?;
    // What a colleague has published, thrown away or retired meanwhile is not there
    // any more, but who was refused for it still has their text.
    let refused = answer.as_ref().is_some_and(|one| one.refusal.is_some());
    if !refused && !row.is_some_and(|one| one.is_draft()) {
        return Err(AppError::NotFound);
    }
    let programme = match row {
        Some(row) => load_programme_version(reader, present.id, row.number).await?,
        None => present.clone(),
    };
    let found = match params.get("requirement") {
        Some(key) => {
            let recorded =
                programme.requirement(key).or_else(|| present.requirement(key).filter(|_| refused));
            Some(recorded.ok_or(AppError::NotFound)?)
        }
        None => None,
    };
    let version = row.map_or(Version(0), |one| one.version);
    let title = found.map_or_else(
        || ADD.get(lang).to_owned(),
        |(_, one)| format!("{}: {}", EDIT.get(lang), one.name.get(lang)),
    );
    let back = path.clone();
    let draft = version_path(lang, &programme.key, number, "");
    let place = found.map(|(_, one)| format!("#req-{}", one.key)).unwrap_or_default();
    let onward = format!("{draft}{place}");
    let head = Head { lang, title: title.clone(), path, actor: Some(actor), island: false };
    render_page(&site, head, || {
        let one = found.map(|(_, one)| one);
        let key = one.map(|one| one.key.clone()).unwrap_or_default();
        let refused = answer.clone().filter(|one| one.refusal.is_some());
        let prefix = if key.is_empty() { "save_requirement".to_owned() } else { format!("save_requirement-{key}") };
        let milestone = found.map(|(milestone, _)| milestone.key.clone()).unwrap_or_default();
        let milestones = programme.checklist.milestones.iter();
        let milestones = milestones.map(|one| (one.key.clone(), one.name.get(lang).to_owned())).collect();
        let kinds = EvidenceAsked::ALL.into_iter();
        let kinds = kinds.map(|one| (one.key().to_owned(), evidence_asked_text(one).get(lang).to_owned()));
        let holders = Holder::ALL.into_iter().map(|one| (one.key().to_owned(), holder_name(lang, &programme, one)));
        let always = (String::new(), ALWAYS.get(lang).to_owned());
        let conditions = programme.conditions.iter().map(|(key, name)| {
            (key.clone(), lang.pick(format!("само ако {}", name.bg), format!("only if {}", name.en)))
        });
        let choose = |name, label, value: String, options: Vec<(String, String)>| {
            select(refused.as_ref(), &prefix, name, label, &value, &options)
        };
        let others = programme.checklist.requirements().filter(|other| other.key != key);
        let after = others
            .map(|other| {
                let waits = one.is_some_and(|one| one.after.contains(&other.key));
                (other.key.clone(), other.name.get(lang).to_owned(), waits)
            })
            .collect();
        let words = |pick: fn(&Requirement) -> Option<&Bilingual>, lang: Lang| {
            one.and_then(pick).map(|text| text.get(lang).to_owned()).unwrap_or_default()
        };
        let field = |name: &'static str, label: &'static str, value: String| {
            view! { <Field answer=refused.clone() prefix=prefix.clone() name label=label.to_owned() value control=area_control/> }
        };
        view! {
            <p class="crumb"><a href=draft>"← "{VERSION.get(lang)}" "{number}" ("{DRAFT.get(lang)}")"</a></p>
            <h1>{title}</h1>
            {answered(lang, answer.clone())}
            <form method="post" action="/api/save_requirement" class="item-form" id=prefix.clone() novalidate>
                <input type="hidden" name="lang" value=lang.code()/>
                <input type="hidden" name="back" value=back/>
                <input type="hidden" name="onward" value=onward/>
                <input type="hidden" name="programme" value=programme.key.clone()/>
                <input type="hidden" name="number" value=number.to_string()/>
                <input type="hidden" name="version" value=version.to_string()/>
                <input type="hidden" name="requirement" value=key.clone()/>
                {field("name_bg", NAME_BG.get(lang), words(|one| Some(&one.name), Lang::Bg))}
                {field("name_en", NAME_EN.get(lang), words(|one| Some(&one.name), Lang::En))}
                {choose("milestone", MILESTONE.get(lang), milestone, milestones)}
                {field("next_bg", NEXT_BG.get(lang), words(|one| Some(&one.next), Lang::Bg))}
                {field("next_en", NEXT_EN.get(lang), words(|one| Some(&one.next), Lang::En))}
                {field("basis_bg", BASIS_BG.get(lang), words(|one| one.basis.as_ref(), Lang::Bg))}
                {field("basis_en", BASIS_EN.get(lang), words(|one| one.basis.as_ref(), Lang::En))}
                {field("source_bg", SOURCE_BG.get(lang), words(|one| Some(&one.source), Lang::Bg))}
                {field("source_en", SOURCE_EN.get(lang), words(|one| Some(&one.source), Lang::En))}
                {choose("evidence_asked", EVIDENCE.get(lang), one.map(|one| one.evidence.key().to_owned()).unwrap_or_default(), kinds.collect())}
                {choose("holder", HOLDER.get(lang), one.map(|one| one.holder.key().to_owned()).unwrap_or_default(), holders.collect())}
                {choose("applies_when", APPLIES_WHEN.get(lang), one.and_then(|one| one.applies_when.clone()).unwrap_or_default(), std::iter::once(always).chain(conditions).collect())}
                <Field answer=refused.clone() prefix=prefix.clone() name="valid_months" label=VALID_MONTHS.get(lang).to_owned() hint=VALID_HINT.get(lang) value=one.and_then(|one| one.valid_months).map(|months| months.to_string()).unwrap_or_default() control=text_control/>
                <Field answer=refused.clone() prefix=prefix.clone() name="must_be_met_by" label=MUST_BE_MET_BY.get(lang).to_owned() hint=MUST_HINT.get(lang) value=one.and_then(|one| one.must_be_met_by).map(iso).unwrap_or_default() control=date_control/>
                {checkboxes(refused.as_ref(), &prefix, "after", AFTER.get(lang), after)}
                <button type="submit">{SAVE.get(lang)}</button>
            </form>
        }
        .into_any()
    })
    .await
}
