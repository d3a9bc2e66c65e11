//! The button where somebody finds that a service is not online: a plain form,
//! the same for every reader, so that pages stay in the cache.

use leptos::prelude::*;

use super::text::{NEED, NEED_LEAD};
use crate::dispute::text::WEBSITE;
use crate::service::model::State;
use crate::service::store::{Offers, Place};
use crate::service::text::DISTRICT;
use crate::text::Lang;
use crate::ui::choice::select;

/// Where the form is sent, and the page of its own.
#[must_use]
pub fn form_path(lang: Lang) -> String {
    format!("/{}/nuzhna-mi-e", lang.code())
}

/// The form that the buttons of a page belong to, for one district.
#[must_use]
pub fn form_of_district(lang: Lang, district: &str) -> AnyView {
    view! {
        <form method="post" action=form_path(lang) id=form_id(district)>
            <input type="hidden" name="district" value=district.to_owned()/>
            {left_empty(lang, &form_id(district))}
        </form>
    }
    .into_any()
}

/// The button for a service in a district, whose form stands elsewhere on the
/// page; nothing where the service is online. `place` is said where several
/// districts are on the page, the service's `name` to those who hear the button
/// without what stands around it.
#[must_use]
pub fn button(
    lang: Lang,
    state: State,
    (district, service): (&str, i64),
    place: Option<&str>,
    name: &str,
) -> Option<AnyView> {
    (state != State::Online).then(|| {
        let place = place.map(|place| format!(": {place}"));
        let name = format!(" ({name})");
        view! {
            <p class="need">
                <button type="submit" class="secondary" form=form_id(district) name="service" value=service.to_string()>
                    {NEED.get(lang)}{place}<span class="visually-hidden">{name}</span>
                </button>
            </p>
        }
        .into_any()
    })
}

/// One service, to be said for one of the districts where it is not online.
#[must_use]
pub fn of_service(lang: Lang, service: i64, places: &[Place], offers: &Offers) -> Option<AnyView> {
    let prefix = "need";
    let missing: Vec<(String, String)> = places
        .iter()
        .filter(|place| offers.state(&place.slug, service) != State::Online)
        .map(|place| (place.slug.clone(), place.name.get(lang).to_owned()))
        .collect();
    (!missing.is_empty()).then(|| {
        view! {
            <section class="need" aria-labelledby="need-title">
                <h2 id="need-title">{NEED.get(lang)}</h2>
                <p>{NEED_LEAD.get(lang)}</p>
                <form method="post" action=form_path(lang) class="item-form">
                    <input type="hidden" name="service" value=service.to_string()/>
                    {select(None, prefix, "district", DISTRICT.get(lang), "", &missing)}
                    {left_empty(lang, prefix)}
                    <button type="submit">{NEED.get(lang)}</button>
                </form>
            </section>
        }
        .into_any()
    })
}

/// What nobody sees and no browser fills in by itself.
fn left_empty(lang: Lang, prefix: &str) -> AnyView {
    let id = format!("{prefix}-website");
    view! {
        <div class="left-empty">
            <label for=id.clone()>{WEBSITE.get(lang)}</label>
            <input type="text" id=id name="website" autocomplete="off" tabindex="-1"/>
        </div>
    }
    .into_any()
}

fn form_id(district: &str) -> String {
    format!("need-{district}")
}
