//! The document around every page.

use std::sync::Arc;

use axum::response::Html;
use hydration_context::SsrSharedContext;
use leptos::prelude::*;

use crate::auth::actor::Actor;
use crate::auth::model::Right;
use crate::auth::policy::{Reach, reach};
use crate::auth::text::{ACCOUNT, SIGN_IN, SIGN_OUT};
use crate::board::text::BOARD;
use crate::error::AppError;
use crate::life_event::text::HERE_SHORT;
use crate::service::text::SERVICES;
use crate::site::{Assets, Site};
use crate::text::{Lang, PRODUCT, Text};
use crate::waiting::text::TITLE as WAITING;

const MAP: Text = Text { bg: "Карта", en: "Map" };
const SKIP: Text = Text { bg: "Към съдържанието", en: "Skip to content" };
const NAVIGATION: Text = Text { bg: "Главно меню", en: "Main menu" };
const DEMONSTRATION: Text =
    Text { bg: "Демонстрационни данни.", en: "Demonstration data." };
const DEMONSTRATION_TEXT: Text = Text {
    bg: "Напредъкът е измислен. С публичен източник е само участието на пилотните райони.",
    en: "The progress shown is invented. Only the pilot districts' part has a public source.",
};
const FOOTER: Text = Text {
    bg: "Редом показва докъде са стигнали 24-те районни администрации на София, какво им предстои и кой е на ход. Контролните списъци са съставени за този проект от посочените при тях източници.",
    en: "Redom shows how far Sofia's 24 district administrations have come, what they still need and whose move it is. The checklists are composed for this project from the sources named with them.",
};
const ICON: &str = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Crect width='16' height='16' rx='3' fill='%230b3d5c'/%3E%3Cpath d='M3 11h2v2H3zm4-3h2v5H7zm4-5h2v10h-2z' fill='%23fff'/%3E%3C/svg%3E";

/// What the document says of a page.
#[derive(Clone, Debug)]
pub struct Head {
    /// The language.
    pub lang: Lang,
    /// The page's title, without the product's name.
    pub title: String,
    /// Path and query, for the language switch and the way back.
    pub path: String,
    /// Who is signed in.
    pub actor: Option<Actor>,
    /// Whether the page has an island and loads the wasm.
    pub island: bool,
}

/// The page's HTML. The body is made inside the rendering, because views belong
/// to the owner they are made under.
///
/// # Errors
/// When the database does not answer.
pub async fn render_page(
    site: &Site,
    head: Head,
    body: impl FnOnce() -> AnyView,
) -> Result<Html<String>, AppError> {
    let demonstration = site.db.is_demonstration().await?;
    // Islands mode begins as not hydrating: only islands are numbered, so a page
    // is the same bytes each time it is rendered.
    let owner = Owner::new_root(Some(Arc::new(SsrSharedContext::new_islands())));
    let html = owner.with(|| document(&site.assets, &head, demonstration, body()).to_html());
    owner.unset_with_forced_cleanup();
    Ok(Html(format!("<!DOCTYPE html>{html}")))
}

fn document(assets: &Assets, head: &Head, demonstration: bool, body: AnyView) -> impl IntoView + use<> {
    let lang = head.lang;
    let title = format!("{} · {}", head.title, PRODUCT.get(lang));
    // Figures and punctuation come from the Latin file in both languages.
    let letters: &[&str] =
        lang.pick(&["sofia-sans-cyrillic.woff2", "sofia-sans-latin.woff2"], &["sofia-sans-latin.woff2"]);
    let letters: Vec<_> = letters
        .iter()
        .map(|file| view! { <link rel="preload" href=assets.url(file) r#as="font" type="font/woff2" crossorigin=""/> })
        .collect();
    let boot = head.island.then(|| {
        let (boot, module, wasm) =
            (assets.url("boot.js"), assets.url("frontend.js"), assets.url("frontend_bg.wasm"));
        view! { <script type="module" src=boot data-module=module data-wasm=wasm></script> }
    });
    let alternates: Vec<_> = Lang::ALL
        .into_iter()
        .map(|other| view! { <link rel="alternate" hreflang=other.code() href=in_language(&head.path, other)/> })
        .collect();
    view! {
        <html lang=lang.code()>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                <title>{title}</title>
                {letters}
                <link rel="stylesheet" href=assets.url("redom.css")/>
                <link rel="icon" href=ICON/>
                {alternates}
                {boot}
            </head>
            <body>
                <a class="skip" href="#content">{SKIP.get(lang)}</a>
                {header(head)}
                {demonstration.then(|| view! {
                    <div class="demo" role="note"><div class="wrap">
                        <strong>{DEMONSTRATION.get(lang)}</strong>" "{DEMONSTRATION_TEXT.get(lang)}
                    </div></div>
                })}
                <main id="content" class="wrap" tabindex="-1">{body}</main>
                <footer><div class="wrap"><p>{FOOTER.get(lang)}</p></div></footer>
            </body>
        </html>
    }
}

fn header(head: &Head) -> AnyView {
    let lang = head.lang;
    let code = lang.code();
    let other = lang.other();
    let current = |path: String| (head.path.split('?').next() == Some(path.as_str())).then_some("page");
    let link = |path: String, words: &'static str| {
        view! { <a href=path.clone() aria-current=current(path)>{words}</a> }
    };
    let board = head
        .actor
        .as_ref()
        .filter(|actor| reach(actor.role, Right::ViewBoard) != Reach::Nowhere)
        .map(|_| link(format!("/{code}/tablo"), BOARD.get(lang)));
    let account = match &head.actor {
        Some(actor) => view! {
            {view! { <a href=format!("/{code}/profil") aria-current=current(format!("/{code}/profil"))>{ACCOUNT.get(lang)}" ("{actor.name.clone()}")"</a> }}
            <form method="post" action="/api/sign_out" class="sign-out">
                <input type="hidden" name="back" value=format!("/{code}/")/>
                <button type="submit" class="link">{SIGN_OUT.get(lang)}</button>
            </form>
        }
        .into_any(),
        None => link(format!("/{code}/vhod"), SIGN_IN.get(lang)).into_any(),
    };
    let other_name = match other {
        Lang::Bg => "Български",
        Lang::En => "English",
    };
    view! {
        <header class="site"><div class="wrap">
            <a class="logo" href=format!("/{code}/")>{PRODUCT.get(lang)}</a>
            <nav aria-label=NAVIGATION.get(lang)>
                {link(format!("/{code}/"), MAP.get(lang))}
                {link(format!("/{code}/kogo-chakame"), WAITING.get(lang))}
                {link(format!("/{code}/uslugi"), SERVICES.get(lang))}
                {link(format!("/{code}/kakvo-moga"), HERE_SHORT.get(lang))}
                {board}
            </nav>
            <div class="tools">
                <a href=in_language(&head.path, other) lang=other.code() hreflang=other.code()>{other_name}</a>
                {account}
            </div>
        </div></header>
    }
    .into_any()
}

/// The same page in another language.
#[must_use]
pub fn in_language(path: &str, lang: Lang) -> String {
    match path.strip_prefix('/').and_then(|rest| rest.split_once('/')) {
        Some((first, rest)) if Lang::from_code(first).is_some() => format!("/{}/{rest}", lang.code()),
        _ => format!("/{}/", lang.code()),
    }
}
