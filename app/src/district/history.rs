//! All that was ever written down of a district in a programme, as the public
//! may read it: roles instead of names, reasons only where they are public.

use axum::extract::{Path, State};
use axum::response::Html;
use leptos::prelude::*;

use super::page::entries;
use super::text::{HISTORY, HISTORY_LEAD, NEWER, OLDER, PAGES, TO_DISTRICT, district_name};
use crate::auth::actor::{Actor, Visitor};
use crate::auth::model::Right;
use crate::error::AppError;
use crate::ledger::clocks::Clocks;
use crate::ledger::store::list_entries_page;
use crate::ledger::text::Reader;
use crate::onboarding::store::load_onboarding_of;
use crate::programme::store::list_programmes;
use crate::shell::{Head, PagePath, Params, render_page};
use crate::site::Site;
use crate::text::{Lang, n_of_m};
use crate::ui::switch::programme_switch;

/// How many entries a page lists.
const PAGE: u64 = 50;

/// The most digits of a page number that are read at all.
const MAX_DIGITS: usize = 9;

/// `/{lang}/rayoni/{slug}/istoriya?programme=&page=`
///
/// # Errors
/// [`AppError::Malformed`] when the page is not a number from 1,
/// [`AppError::NotFound`] when there is none of that number.
pub async fn show(
    State(site): State<Site>,
    lang: Lang,
    Path((_, slug)): Path<(String, String)>,
    params: Params,
    Visitor(visitor): Visitor,
    PagePath(path): PagePath,
) -> Result<Html<String>, AppError> {
    let page = page_number(params.get("page"))?;
    let reader = site.db.read();
    let onboarding = load_onboarding_of(reader, &slug, params.programme(), Clocks::on(site.today())).await?;
    let programmes = list_programmes(reader).await?;
    let programme = onboarding.programme.key.clone();
    let (listed, count) = list_entries_page(reader, &programme, &slug, (page - 1) * PAGE, PAGE).await?;
    let pages = count.div_ceil(PAGE).max(1);
    if page > pages {
        return Err(AppError::NotFound);
    }
    let sees = |actor: &Actor| actor.may(Right::ViewChecklist, onboarding.district);
    let reader = if visitor.as_ref().is_some_and(sees) { Reader::Staff } else { Reader::Public };
    let name = district_name(lang, &onboarding.district_name);
    let title = format!("{}: {name}", HISTORY.get(lang));
    let head = Head { lang, title, path, actor: visitor, island: false };
    let base = format!("/{}/rayoni/{slug}/istoriya", lang.code());
    let district = format!("/{}/rayoni/{slug}?programme={programme}", lang.code());
    render_page(&site, head, || {
        let link = |to: u64, words: &'static str, rel: &'static str| {
            let href = format!("{base}?programme={programme}&page={to}");
            view! { <a href=href rel=rel>{words}</a> }
        };
        view! {
            <p class="crumb"><a href=district.clone()>"← "{TO_DISTRICT.get(lang)}</a></p>
            <h1>{HISTORY.get(lang)}": "{name}</h1>
            <p class="lead">{onboarding.programme.name.get(lang).to_owned()}</p>
            {programme_switch(lang, &base, &programmes, &programme)}
            <p class="hint">{HISTORY_LEAD.get(lang)}</p>
            {entries(lang, &onboarding.programme, &listed, reader)}
            <nav class="pages" aria-label=PAGES.get(lang)>
                {(page > 1).then(|| link(page - 1, NEWER.get(lang), "prev"))}
                <span>{n_of_m(lang, page, pages)}</span>
                {(page < pages).then(|| link(page + 1, OLDER.get(lang), "next"))}
            </nav>
        }
        .into_any()
    })
    .await
}

/// The number of the page asked for, 1 when none is.
fn page_number(raw: Option<&str>) -> Result<u64, AppError> {
    let Some(raw) = raw else { return Ok(1) };
    let digits = raw.len() <= MAX_DIGITS && raw.bytes().all(|one| one.is_ascii_digit());
    match raw.parse() {
        Ok(page) if digits && page > 0 => Ok(page),
        _ => Err(AppError::Malformed),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_numbered_from_one() {
        assert_eq!(page_number(None), Ok(1));
        assert_eq!(page_number(Some("12")), Ok(12));
        for bad in ["0", "-1", "+1", "x", "1.5", "9999999999", "99999999999999999999999", "１"] {
            assert_eq!(page_number(Some(bad)), Err(AppError::Malformed), "{bad}");
        }
    }
}
