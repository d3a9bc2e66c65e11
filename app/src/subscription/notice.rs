//! Telling subscribers, in the transaction of what happened; and the way to become
//! one.

use leptos::prelude::*;

use super::news::{News, What, news};
use super::store::list_subscribers_of;
use super::text::{OPEN_DISTRICT, SUBSCRIBE, news_text, why_text};
use crate::db::Change;
use crate::district::store::list_all_names;
use crate::error::AppError;
use crate::ledger::clocks::Clocks;
use crate::mail::compose::{Part, Words};
use crate::mail::model::{Letterhead, To};
use crate::mail::store::{NewLetter, enqueue};
use crate::onboarding::store::load_onboarding_of;
use crate::outage::store::list_services;
use crate::programme::model::Programme;
use crate::programme::store::load_programme;
use crate::text::{Bilingual, Lang};

/// To the form, with the district chosen.
#[must_use]
pub fn subscribe_link(lang: Lang, district: &str) -> AnyView {
    let href = format!("/{}/abonament?rayon={district}", lang.code());
    view! { <section><p class="ways"><a href=href>{SUBSCRIBE.get(lang)}</a></p></section> }.into_any()
}

/// What a letter must know beside the news.
pub struct Names {
    /// The district.
    pub district: Bilingual,
    /// The programme, unless it is about a service.
    pub programme: Option<Programme>,
    /// The service, where it is about one.
    pub service: Bilingual,
}

/// Puts a letter for each subscriber concerned into the outbox; nothing where
/// there is no mail server.
///
/// # Errors
/// When the database does not answer; the change must then be rolled back.
pub async fn tell_subscribers(change: &Change) -> Result<(), AppError> {
    let Some(letterhead) = change.letterhead.as_deref() else { return Ok(()) };
    for one in news(&change.appended) {
        tell(change, letterhead, &one).await?;
    }
    Ok(())
}

async fn tell(change: &Change, letterhead: &Letterhead, one: &News) -> Result<(), AppError> {
    let subscribers = list_subscribers_of(&change.tx, &one.district).await?;
    if subscribers.is_empty() || !is_fall(change, one).await? {
        return Ok(());
    }
    let names = load_names(change, one).await?;
    let letters = subscribers
        .into_iter()
        .map(|subscriber| NewLetter {
            cause: format!("ledger:{}", one.seq),
            to: To::Subscriber(subscriber.id),
            recipient: subscriber.email,
            lang: subscriber.lang,
            words: words(subscriber.lang, letterhead, one, &names),
        })
        .collect();
    enqueue(&change.tx, letterhead, letters, change.now).await
}

/// A mark that is gone is news where the district was live by it and is no more.
async fn is_fall(change: &Change, one: &News) -> Result<bool, AppError> {
    let What::MarkGone { position } = one.what else { return Ok(true) };
    let clocks = Clocks::on(change.today);
    let onboarding = load_onboarding_of(&change.tx, &one.district, &one.programme, clocks).await?;
    let checklist = &onboarding.programme.checklist;
    Ok(position >= checklist.go_live && !onboarding.progress.status(checklist, change.today).is_live())
}

async fn load_names(change: &Change, one: &News) -> Result<Names, AppError> {
    let districts = list_all_names(&change.tx, Lang::Bg).await?;
    let district = districts.into_iter().find(|name| name.slug == one.district);
    let programme = if one.programme.is_empty() {
        None
    } else {
        Some(load_programme(&change.tx, &one.programme, Clocks::on(change.today)).await?)
    };
    let service = match one.what {
        What::Declared { service, .. } | What::Observed { service, .. } => {
            let all = list_services(&change.tx).await?;
            all.into_iter().find(|(number, _)| *number == service).map(|(_, name)| name)
        }
        _ => None,
    };
    Ok(Names {
        district: district.map(|one| one.name).unwrap_or_default(),
        programme,
        service: service.unwrap_or_default(),
    })
}

fn words(lang: Lang, letterhead: &Letterhead, one: &News, names: &Names) -> Words {
    let (subject, said) = news_text(lang, one, names);
    let page = match &names.programme {
        Some(programme) => format!("/{}/rayoni/{}?programme={}", lang.code(), one.district, programme.key),
        None => format!("/{}/rayoni/{}/uslugi", lang.code(), one.district),
    };
    let mut parts: Vec<Part> = said.into_iter().map(Part::Paragraph).collect();
    parts.push(Part::Link { words: OPEN_DISTRICT.get(lang).to_owned(), url: letterhead.url(&page) });
    Words { subject, parts, why: why_text(lang, letterhead) }
}
