//! The document around every page, the route table, and the pages that say what
//! went wrong.

mod document;
mod errors;
mod extract;

use axum::Router;
use axum::extract::OriginalUri;
use axum::middleware::map_response;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{MethodRouter, get, post};
use http::{HeaderMap, HeaderValue, header};

use crate::error::AppError;
use crate::site::Site;
use crate::text::Lang;
use crate::{
    about, auth, board, bulletin, capacity, card, checklist_version, conflict, demand, dispute, district,
    explain, life_event, mail, observer, onboarding, open_data, outage, readiness, replay, rollout, service,
    subscription, waiting,
};

pub use document::{
    Described, Extra, Head, Preview, finished, in_language, render_described, render_page, render_page_with,
};
pub use errors::{error_from_status, show_errors};
pub use extract::{PagePath, Params, page_path, read_form};

/// Said of an answer that is for one reader, though nobody is signed in: the page
/// cache lets it pass.
#[derive(Clone, Copy, Debug)]
pub struct NotKept;

/// Said of an answer that tells of the point on both clocks that its address names:
/// where that is over, the answer stays the same for good.
#[derive(Clone, Copy, Debug)]
pub struct Replayed;

/// Says so of all that is answered here.
pub fn of_any_day(handlers: MethodRouter<Site>) -> MethodRouter<Site> {
    handlers.layer(map_response(async |mut response: Response| {
        response.extensions_mut().insert(Replayed);
        response
    }))
}

/// Every page. The words in addresses are the same in both languages; only the
/// first segment differs.
pub fn routes() -> Router<Site> {
    Router::new()
        .route("/", get(choose_language))
        .route("/bg", get(add_slash))
        .route("/en", get(add_slash))
        .route("/{lang}/", of_any_day(get(rollout::page::show)))
        .route("/{lang}/rayoni/{slug}", of_any_day(get(district::page::show)))
        .route("/{lang}/karta.png", of_any_day(get(card::page::city)))
        .route("/{lang}/rayoni/{slug}/karta.png", of_any_day(get(card::page::district)))
        .route("/{lang}/rayoni/{slug}/istoriya", get(district::history::show))
        .route("/{lang}/rayoni/{slug}/spisak", get(onboarding::page::show))
        .route("/{lang}/kogo-chakame", of_any_day(get(waiting::page::show)))
        .route("/{lang}/kak-e-smetnato", get(about::page::show_method))
        .route("/{lang}/kak-e-smetnato/{figure}", of_any_day(get(explain::page::show)))
        .route("/{lang}/rayoni/{slug}/uslugi", of_any_day(get(service::page::show_district)))
        .route("/{lang}/uslugi", of_any_day(get(service::page::show_list)))
        .route("/{lang}/uslugi/matritsa", of_any_day(get(service::page::show_matrix)))
        .route("/{lang}/uslugi/vnos", get(service::page::show_import).post(service::page::read_file))
        .route("/{lang}/uslugi/{number}", of_any_day(get(service::page::show_one)))
        .route("/{lang}/epizodi", get(life_event::page::show_list))
        .route("/{lang}/epizodi/{key}", get(life_event::page::show_one))
        .route("/{lang}/kakvo-moga", get(life_event::page::show_here))
        .route("/{lang}/prekasvaniya", get(outage::page::show))
        .route("/{lang}/tarsene", get(demand::page::show_table))
        .route("/{lang}/nuzhna-mi-e", get(demand::page::show_form).post(demand::page::send))
        .route("/{lang}/nuzhna-mi-e/blagodarim", get(demand::page::thanks))
        .route("/{lang}/osporvane", get(dispute::page::show_form).post(dispute::page::send))
        .route("/{lang}/osporvaniya", get(dispute::page::show_list))
        .route("/{lang}/osporvaniya/{id}", get(dispute::page::show_one))
        .route("/{lang}/tablo/osporvaniya", get(dispute::page::show_board))
        .route("/{lang}/byuletin", get(bulletin::page::show_list))
        .route("/{lang}/byuletin.atom", get(bulletin::page::show_feed))
        .route("/{lang}/bulletin", get(bulletin::page::to_list))
        .route("/{lang}/bulletin.atom", get(bulletin::page::to_feed))
        .route("/{lang}/byuletin/{month}", get(bulletin::page::show_issue))
        .route("/{lang}/tablo/byuletin", get(bulletin::page::show_months))
        .route("/{lang}/tablo/byuletin/{month}", get(bulletin::page::show_draft))
        .route("/{lang}/tablo/byuletin/{month}/pregled", post(bulletin::page::preview))
        .route("/{lang}/abonament", get(subscription::page::show_form).post(subscription::page::send))
        .route(
            "/{lang}/abonament/potvarzhdenie",
            get(subscription::page::show_confirmation).post(subscription::page::confirm),
        )
        .route(
            "/{lang}/abonament/kray",
            get(subscription::page::show_unsubscribing).post(subscription::page::unsubscribe),
        )
        .route("/{lang}/tablo/poshta", get(mail::page::show))
        .route("/{lang}/tablo", get(board::page::show))
        .route("/{lang}/tablo/nablyudatel", get(observer::page::show))
        .route("/{lang}/tablo/mesta", get(capacity::page::show))
        .route("/{lang}/tablo/versii", get(checklist_version::page::show))
        .route("/{lang}/tablo/versii/{number}", get(checklist_version::page::show_version))
        .route("/{lang}/tablo/versii/{number}/vliyanie", get(checklist_version::page::show_effect))
        .route("/{lang}/tablo/versii/{number}/iziskvane", get(checklist_version::page::show_requirement))
        .route("/{lang}/vhod", get(auth::page::show_sign_in))
        .route("/{lang}/profil", get(auth::page::show_account))
        .route("/{lang}/konflikti/{id}", get(conflict::page::show))
        .route("/{lang}/ravna-podgotvenost", get(readiness::page::show))
        .route("/{lang}/rechnik", get(about::page::show_glossary))
        .route("/{lang}/dostapnost", get(about::page::show_accessibility))
        .route("/{lang}/poveritelnost", get(about::page::show_privacy))
        .route("/{lang}/karta-na-sayta", get(about::page::show_site_map))
        .route("/{lang}/otvoreni-danni", get(open_data::page::show))
        .route("/sitemap.xml", get(about::page::sitemap))
        .route("/robots.txt", get(about::page::robots))
        .route("/data/rollout.json", of_any_day(get(replay::page::rollout)))
        .route("/data/district.json", of_any_day(get(replay::page::district)))
        .merge(open_data::routes())
        .fallback(async || AppError::NotFound)
        .method_not_allowed_fallback(async || AppError::MethodNotAllowed)
}

/// `/`: the reader's language, Bulgarian unless English is asked for first.
async fn choose_language(headers: HeaderMap) -> Response {
    let path = format!("/{}/", language_of(&headers).code());
    ([(header::VARY, HeaderValue::from_static("accept-language"))], Redirect::to(&path)).into_response()
}

/// The language a request asks for where its address names none.
#[must_use]
pub fn language_of(headers: &HeaderMap) -> Lang {
    let wanted = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    preferred(wanted.unwrap_or_default())
}

async fn add_slash(OriginalUri(uri): OriginalUri) -> Redirect {
    let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
    Redirect::permanent(&format!("{}/{query}", uri.path()))
}

/// The language of an Accept-Language header: of those we have, the one with
/// the highest weight, the first named among equals.
fn preferred(header: &str) -> Lang {
    let mut best: Option<(Lang, f32)> = None;
    for part in header.split(',') {
        let mut pieces = part.split(';');
        let tag = pieces.next().unwrap_or_default().trim().to_lowercase();
        let Some(lang) = Lang::from_code(tag.split('-').next().unwrap_or_default()) else { continue };
        let weight = pieces
            .find_map(|piece| piece.trim().strip_prefix("q=")?.parse::<f32>().ok())
            .unwrap_or(1.0)
            .clamp(0.0, 1.0);
        if weight > best.map_or(0.0, |(_, best)| best) {
            best = Some((lang, weight));
        }
    }
    best.map_or(Lang::Bg, |(lang, _)| lang)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reader_is_answered_in_a_language_they_asked_for() {
        assert_eq!(preferred(""), Lang::Bg);
        assert_eq!(preferred("de"), Lang::Bg);
        assert_eq!(preferred("en-GB,en;q=0.9,bg;q=0.8"), Lang::En);
        assert_eq!(preferred("de,bg;q=0.8,en;q=0.9"), Lang::En);
        assert_eq!(preferred("bg-BG"), Lang::Bg);
        assert_eq!(preferred("en;q=0"), Lang::Bg);
        assert_eq!(preferred("en;q=x,,;;"), Lang::En);
    }
}
