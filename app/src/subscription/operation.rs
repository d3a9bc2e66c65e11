//! Subscribing, confirming, leaving. None of it says whether an address is known.

use super::form::Wish;
use super::store::{confirm_request, create_request, delete_subscription, find_request};
use super::text::{CONFIRM_LINK, CONFIRM_SUBJECT, CONFIRM_TEXT, CONFIRM_WHY, scope_text};
use crate::clock::Moment;
use crate::db::Db;
use crate::district::store::list_all_names;
use crate::error::AppError;
use crate::mail::compose::{Part, Words};
use crate::mail::model::To;
use crate::mail::store::{NewLetter, enqueue, find_subscription_of, new_token};
use crate::text::Lang;

/// Somebody asks to be written to. Only a letter to the address says how to go
/// on.
///
/// # Errors
/// [`AppError::NotFound`] when there is no mail server.
pub async fn subscribe(db: &Db, wish: Wish, lang: Lang, now: Moment) -> Result<(), AppError> {
    let letterhead = db.letterhead().ok_or(AppError::NotFound)?.clone();
    let names = list_all_names(db.read(), lang).await?;
    let district = names.iter().find(|one| one.slug == wish.district).map(|one| one.name.clone());
    db.transact(move |tx| {
        Box::pin(async move {
            let (token, hash) = new_token();
            let request = create_request(tx, &wish, lang, hash, now).await?;
            let url = letterhead.url(&format!("/{}/abonament/potvarzhdenie?kod={token}", lang.code()));
            let words = Words {
                subject: CONFIRM_SUBJECT.get(lang).to_owned(),
                parts: vec![
                    Part::Paragraph(scope_text(lang, district.as_ref())),
                    Part::Paragraph(CONFIRM_TEXT.get(lang).to_owned()),
                    Part::Link { words: CONFIRM_LINK.get(lang).to_owned(), url },
                ],
                why: CONFIRM_WHY.get(lang).to_owned(),
            };
            let letter = NewLetter {
                cause: format!("request:{request}"),
                to: To::Request(request),
                recipient: wish.email.as_str().to_owned(),
                lang,
                words,
            };
            enqueue(tx, &letterhead, vec![letter], now).await
        })
    })
    .await
}

/// The address's owner confirms; says whether the link still held.
///
/// # Errors
/// When the database does not answer.
pub async fn confirm(db: &Db, token: String, now: Moment) -> Result<bool, AppError> {
    db.transact(move |tx| {
        Box::pin(async move {
            match find_request(tx, &token, now).await? {
                Some(request) => confirm_request(tx, request, now).await.map(|()| true),
                None => Ok(false),
            }
        })
    })
    .await
}

/// The address's owner leaves, by the link of any letter. Done twice, it is done.
///
/// # Errors
/// When the database does not answer.
pub async fn unsubscribe(db: &Db, token: String) -> Result<(), AppError> {
    db.transact(move |tx| {
        Box::pin(async move {
            match find_subscription_of(tx, &token).await? {
                Some((id, _)) => delete_subscription(tx, id).await,
                None => Ok(()),
            }
        })
    })
    .await
}
