//! The document around every page.

use std::sync::Arc;

use axum::response::Html;
use hydration_context::SsrSharedContext;
use leptos::attr::custom::CustomAttribute as _;
use leptos::html::meta;
use leptos::prelude::*;

use crate::about::addresses::canonical;
use crate::about::footer;
use crate::auth::actor::Actor;
use crate::auth::model::Right;
use crate::auth::policy::{Reach, reach};
use crate::auth::text::{ACCOUNT, SIGN_IN, SIGN_OUT};
use crate::board::text::BOARD;
use crate::bulletin::text::BULLETIN;
use crate::error::AppError;
use crate::life_event::text::HERE_SHORT;
use crate::service::text::SERVICES;
use crate::site::Site;
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
const PURPOSE: Text = Text {
    bg: "Редом показва докъде са стигнали 24-те районни администрации на София, какво им предстои и кой е на ход.",
    en: "Redom shows how far Sofia's 24 district administrations have come, what they still need and whose move it is.",
};
const CHECKLISTS: Text = Text {
    bg: "Контролните списъци са съставени за този проект от посочените при тях източници.",
    en: "The checklists are composed for this project from the sources named with them.",
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

/// What a document says of itself to programs.
#[derive(Clone, Debug)]
pub enum Described {
    /// It is no page to come back to.
    Error,
    /// It has an address of its own, and more that only some pages have.
    Page(Extra),
}

/// What only some pages have in their heads.
#[derive(Clone, Debug, Default)]
pub struct Extra {
    /// A plain script, by its logical name; the page works without.
    pub script: Option<&'static str>,
    /// How others show a link to the page.
    pub preview: Option<Preview>,
    /// The feed in which what is here is announced.
    pub feed: Option<String>,
    /// What describes it to programs (schema.org, JSON-LD).
    pub data: Vec<serde_json::Value>,
}

/// How others show a link to a page.
#[derive(Clone, Debug)]
pub struct Preview {
    /// One sentence of what is so.
    pub description: String,
    /// Path and query of its image.
    pub image: String,
}

/// A page's HTML, with nothing said to programs but its address.
///
/// # Errors
/// When the database does not answer.
pub async fn render_page(
    site: &Site,
    head: Head,
    body: impl FnOnce() -> AnyView,
) -> Result<Html<String>, AppError> {
    render_page_with(site, head, Extra::default(), body).await
}

/// The same with more in its head.
///
/// # Errors
/// When the database does not answer.
pub async fn render_page_with(
    site: &Site,
    head: Head,
    extra: Extra,
    body: impl FnOnce() -> AnyView,
) -> Result<Html<String>, AppError> {
    render_described(site, head, Described::Page(extra), body).await
}

/// A document's HTML. The body is made inside the rendering, because views
/// belong to the owner they are made under.
///
/// # Errors
/// When the database does not answer.
pub async fn render_described(
    site: &Site,
    head: Head,
    described: Described,
    body: impl FnOnce() -> AnyView,
) -> Result<Html<String>, AppError> {
    let demonstration = site.db.is_demonstration().await?;
    // Islands mode begins as not hydrating: only islands are numbered, so a page
    // is the same bytes each time it is rendered.
    let owner = Owner::new_root(Some(Arc::new(SsrSharedContext::new_islands())));
    let html = owner.with(|| document(site, &head, described, demonstration, body()).to_html());
    owner.unset_with_forced_cleanup();
    Ok(finished(&html, head.island))
}

/// A document as it is sent. Erased views leave `<!>` behind every list of children,
/// by which an island finds its parts again (docs/adr/0035-erased-views.md). Elsewhere
/// they are of no use, and in a title they are read as text.
pub fn finished(html: &str, island: bool) -> Html<String> {
    let (head, body) =
        html.split_at(if island { html.find("</head>").unwrap_or_default() } else { html.len() });
    Html(format!("<!DOCTYPE html>{}{body}", head.replace("<!>", "")))
}

fn document(
    site: &Site,
    head: &Head,
    described: Described,
    demonstration: bool,
    body: AnyView,
) -> impl IntoView + use<> {
    let (lang, assets) = (head.lang, &site.assets);
    let script = match &described {
        Described::Page(Extra { script: Some(name), .. }) => {
            Some(view! { <script type="module" src=assets.url(name)></script> })
        }
        _ => None,
    };
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
                {described_as(site, head, demonstration, described)}
                {boot}
                {script}
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
                <footer><div class="wrap"><p>{PURPOSE.get(lang)}" "{CHECKLISTS.get(lang)}</p>{footer::links(lang)}</div></footer>
            </body>
        </html>
    }
}

/// Where the page is in both languages, and its data; of an error, that it is
/// nothing to find.
fn described_as(site: &Site, head: &Head, demonstration: bool, described: Described) -> AnyView {
    let extra = match described {
        Described::Error => return view! { <meta name="robots" content="noindex"/> }.into_any(),
        Described::Page(extra) => extra,
    };
    // Where only the link is seen, it says so as well.
    let mark = if demonstration { format!("{} ", DEMONSTRATION.get(head.lang)) } else { String::new() };
    let sentence = extra.preview.as_ref().map_or_else(
        || format!("{}. {}", head.title, PURPOSE.get(head.lang)),
        |preview| preview.description.clone(),
    );
    let description = format!("{mark}{sentence}");
    let path = canonical(&head.path);
    let preview =
        extra.preview.as_ref().map(|preview| shown_elsewhere(site, head, &path, &description, preview));
    let feed = extra.feed.map(|href| {
        view! { <link rel="alternate" type="application/atom+xml" title=BULLETIN.get(head.lang) href=href/> }
    });
    let url = |lang: Lang| site.installation.url(&in_language(&path, lang));
    let alternates: Vec<_> = Lang::ALL
        .into_iter()
        .map(|other| view! { <link rel="alternate" hreflang=other.code() href=url(other)/> })
        .collect();
    let data: Vec<_> = extra
        .data
        .into_iter()
        // A script's text ends at the first "</script", wherever it stands.
        .map(|one| one.to_string().replace('<', "\\u003c"))
        .map(|json| view! { <script type="application/ld+json" inner_html=json></script> })
        .collect();
    view! {
        <link rel="canonical" href=url(head.lang)/>
        {alternates}
        <link rel="alternate" hreflang="x-default" href=url(Lang::Bg)/>
        {feed}
        {data}
        <meta name="description" content=description.clone()/>
        {preview}
    }
    .into_any()
}

/// What others show where the page is linked: its title, a sentence, an image
/// (<https://ogp.me/>), at addresses that hold outside, too.
fn shown_elsewhere(site: &Site, head: &Head, path: &str, description: &str, preview: &Preview) -> AnyView {
    let outside = |path: &str| site.installation.url(path);
    let text = || description.to_owned();
    let properties: Vec<_> = [
        ("og:type", "website".to_owned()),
        ("og:site_name", PRODUCT.get(head.lang).to_owned()),
        ("og:title", head.title.clone()),
        ("og:description", text()),
        ("og:url", outside(path)),
        ("og:image", outside(&preview.image)),
        ("og:image:width", "1200".to_owned()),
        ("og:image:height", "630".to_owned()),
        ("og:image:alt", text()),
    ]
    .into_iter()
    .map(|(name, content)| meta().attr("property", name).attr("content", content))
    .collect();
    view! {
        {properties}
        <meta name="twitter:card" content="summary_large_image"/>
    }
    .into_any()
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
