//! The letter to whoever asked for the answer. It says what the coordinator decided
//! and nothing that its author typed: nobody can have words of their own sent to
//! somebody else from here.

use super::form::Reply;
use super::model::Dispute;
use super::names::{Names, path};
use super::text::{OPEN_DISPUTE, letter_text, letter_why_text};
use crate::db::Change;
use crate::error::AppError;
use crate::id::DisputeId;
use crate::mail::compose::{Part, Words};
use crate::mail::model::To;
use crate::mail::store::{NewLetter, enqueue};

/// Puts the answer into the outbox, in the transaction of the decision; nothing
/// where nobody asked for it, or where there is no mail server any more.
///
/// # Errors
/// When the database does not answer; the change must then be rolled back.
pub async fn answer_author(
    change: &Change,
    id: DisputeId,
    decided: &Dispute,
    reply: Option<Reply>,
) -> Result<(), AppError> {
    let (Some(letterhead), Some(reply)) = (change.letterhead.as_deref(), reply) else { return Ok(()) };
    let lang = reply.lang;
    let names = Names::load(&change.tx, lang, change.today).await?;
    let about =
        format!("{} · {}", names.district(lang, &decided.district), names.subject(lang, &decided.subject));
    let (subject, paragraphs) = letter_text(lang, id, &about, decided);
    let mut parts: Vec<Part> = paragraphs.into_iter().map(Part::Paragraph).collect();
    parts.push(Part::Link { words: OPEN_DISPUTE.get(lang).to_owned(), url: letterhead.url(&path(lang, id)) });
    let letter = NewLetter {
        cause: format!("dispute:{id}"),
        to: To::Dispute(id),
        recipient: reply.email.as_str().to_owned(),
        lang,
        words: Words { subject, parts, why: letter_why_text(lang, id, &letterhead.public_url) },
    };
    enqueue(&change.tx, letterhead, vec![letter], change.now).await
}
