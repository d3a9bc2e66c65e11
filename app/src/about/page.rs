//! The texts about the site as pages.

mod accessibility;
mod files;
mod glossary;
mod method;
mod privacy;
mod site_map;

use leptos::prelude::*;

use super::model::{Installation, Passage};
use super::text::{CONTACT, NO_CONTACT};
use crate::text::{Lang, Text};

pub use accessibility::show as show_accessibility;
pub use files::{robots, sitemap};
pub use glossary::show as show_glossary;
pub use method::show as show_method;
pub use privacy::show as show_privacy;
pub use site_map::show as show_site_map;

/// A heading, its paragraphs and its list.
fn passage(lang: Lang, one: &Passage) -> AnyView {
    let paragraphs: Vec<_> = one.paragraphs.iter().map(|text| view! { <p>{text.get(lang)}</p> }).collect();
    let items: Vec<_> = one.items.iter().map(|text| view! { <li>{text.get(lang)}</li> }).collect();
    let list = (!items.is_empty()).then(|| view! { <ul>{items}</ul> });
    section(lang, one.id, one.title, view! { {paragraphs}{list} }.into_any())
}

/// A part of a text.
fn section(lang: Lang, id: &'static str, title: Text, body: AnyView) -> AnyView {
    view! {
        <section aria-labelledby=id>
            <h2 id=id>{title.get(lang)}</h2>
            {body}
        </section>
    }
    .into_any()
}

/// Where to write, or that nobody has said.
fn contact(lang: Lang, installation: &Installation) -> AnyView {
    match &installation.contact_email {
        Some(address) => {
            let href = format!("mailto:{address}");
            view! { <p>{CONTACT.get(lang)}" "<a href=href>{address.clone()}</a>"."</p> }.into_any()
        }
        None => view! { <p>{NO_CONTACT.get(lang)}</p> }.into_any(),
    }
}
