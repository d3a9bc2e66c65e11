//! Writing a draft, editing it, publishing it.

use super::draft::write_draft;
use super::facts::load_facts;
use super::form::Act;
use super::markdown::render;
use super::model::{Issue, Month, issue_path};
use super::store::{Publication, create_draft, find_issue, save_issue};
use super::text::{NOT_YET_OPEN, title};
use crate::auth::policy::{Granted, PublishBulletins};
use crate::clock::Moment;
use crate::db::Change;
use crate::error::{AppError, Rule};
use crate::id::Version;
use crate::ledger::store::find_span;
use crate::mail::compose::{Part, Words};
use crate::mail::model::{Letterhead, To};
use crate::mail::store::{NewLetter, enqueue};
use crate::programme::store::find_beginning;
use crate::site::Site;
use crate::subscription::store::{Subscriber, list_subscribers};
use crate::subscription::text::why_text;
use crate::text::{Bilingual, Lang, iso};

/// What a coordinator makes of a draft.
#[derive(Clone, Debug)]
pub struct Editing {
    /// The month, on top of which version.
    pub of: (Month, Version),
    /// The text as it is to be.
    pub text: Bilingual,
    /// Whether it is published.
    pub act: Act,
}

/// The server writes the draft of the month that is over, once.
///
/// # Errors
/// When the database does not answer.
pub async fn write_due_draft(site: &Site) -> Result<(), AppError> {
    write_draft_of(site, Month::of(site.today()).before()).await
}

/// Writes the draft of a month that is over, unless there is one.
///
/// # Errors
/// When the database does not answer.
pub async fn write_draft_of(site: &Site, month: Month) -> Result<(), AppError> {
    if find_issue(site.db.read(), month).await?.is_some() {
        return Ok(());
    }
    let text = drafted(site, month).await?;
    create_draft(site.db.write(), month, text, site.clock.now()).await
}

/// A coordinator has a draft written: the first one, or anew in place of this
/// version.
///
/// # Errors
/// [`AppError`]; nothing is changed then.
pub async fn write_bulletin(
    site: &Site,
    _granted: &Granted<PublishBulletins>,
    (month, seen): (Month, Version),
) -> Result<(), AppError> {
    if !month.is_over(site.today()) {
        return Err(AppError::invalid("month", Rule::MonthNotOver));
    }
    if let Some(starts_on) = find_beginning(site.db.read()).await?.filter(|day| month.last() < *day) {
        let starts_on = iso(starts_on);
        return Err(AppError::invalid("month", Rule::BeforeProgramme { starts_on }));
    }
    let text = drafted(site, month).await?;
    let now = site.clock.now();
    site.db
        .transact(move |tx| {
            Box::pin(async move {
                match find_issue(tx, month).await? {
                    // Asked for twice, it is there.
                    None => create_draft(tx, month, text, now).await,
                    Some(_) if seen == Version(0) => Ok(()),
                    Some(present) => {
                        check(&present, seen)?;
                        save_issue(tx, (month, seen), text, None, now).await
                    }
                }
            })
        })
        .await
}

/// A coordinator saves a draft, or publishes it: from then on it is on its page,
/// in the feed, and on its way to every subscriber.
///
/// # Errors
/// [`AppError`]; nothing is changed then.
pub async fn save_bulletin(
    site: &Site,
    granted: &Granted<PublishBulletins>,
    editing: Editing,
    now: Moment,
) -> Result<(), AppError> {
    let author = granted.actor().author();
    site.db.change(author, now, move |change| Box::pin(async move { apply(change, editing).await })).await
}

/// The same inside a change that is under way.
///
/// # Errors
/// As [`save_bulletin`]; the change must then be rolled back.
pub async fn apply(change: &mut Change, editing: Editing) -> Result<(), AppError> {
    let Editing { of: (month, seen), text, act } = editing;
    let present = find_issue(&change.tx, month).await?.ok_or(AppError::NotFound)?;
    if present.version != seen {
        let is_so = present.text == text && (act == Act::Publish) == present.published_at.is_some();
        return if is_so { Ok(()) } else { Err(stale(&present)) };
    }
    check(&present, seen)?;
    let publication = match act {
        Act::Save => None,
        Act::Publish => {
            let known_at = find_span(&change.tx).await?.map_or(change.now, |span| span.last);
            let by = change.author.name.clone().unwrap_or_default();
            Some(Publication { by, at: change.now, known_at })
        }
    };
    let is_published = publication.is_some();
    save_issue(&change.tx, (month, seen), text.clone(), publication, change.now).await?;
    if let (true, Some(letterhead)) = (is_published, change.letterhead.clone()) {
        let subscribers = list_subscribers(&change.tx).await?;
        let letters =
            Lang::ALL.into_iter().flat_map(|lang| letters(&letterhead, month, lang, &text, &subscribers));
        enqueue(&change.tx, &letterhead, letters.collect(), change.now).await?;
    }
    Ok(())
}

/// The draft in both languages, as the ledger tells it now.
async fn drafted(site: &Site, month: Month) -> Result<Bilingual, AppError> {
    let facts = load_facts(site, month).await?;
    Ok(Bilingual { bg: write_draft(&facts, Lang::Bg), en: write_draft(&facts, Lang::En) })
}

fn check(present: &Issue, seen: Version) -> Result<(), AppError> {
    if present.version != seen || present.published_at.is_some() { Err(stale(present)) } else { Ok(()) }
}

fn stale(present: &Issue) -> AppError {
    let rule = if present.published_at.is_some() { Rule::WrongState } else { Rule::ChangedByColleague };
    AppError::invalid("text_bg", rule)
}

fn letters(
    letterhead: &Letterhead,
    month: Month,
    lang: Lang,
    text: &Bilingual,
    subscribers: &[Subscriber],
) -> Vec<NewLetter> {
    let plain = text.get(lang).replace("](/", &format!("]({}/", letterhead.public_url));
    let words = Words {
        subject: title(lang, month),
        parts: vec![
            Part::Link {
                words: NOT_YET_OPEN.get(lang).to_owned(),
                url: letterhead.url(&issue_path(lang, month)),
            },
            Part::Document { plain, html: render(text.get(lang), &letterhead.public_url).html },
        ],
        why: why_text(lang, letterhead),
    };
    subscribers
        .iter()
        .filter(|one| one.lang == lang)
        .map(|one| NewLetter {
            cause: format!("bulletin:{month}"),
            to: To::Subscriber(one.id),
            recipient: one.email.clone(),
            lang,
            words: words.clone(),
        })
        .collect()
}
