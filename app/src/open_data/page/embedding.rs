//! What can be copied into another site.

use leptos::prelude::*;

use crate::open_data::text::{BADGE, EMBED, EMBED_LEAD, FRAME, PICTURE};
use crate::programme::store::ProgrammeName;
use crate::site::Site;
use crate::text::{Lang, Text};

/// The district whose badge is the example.
const EXAMPLE: &str = "lyulin";

/// The map and the badges, with what to copy.
pub fn section(lang: Lang, site: &Site, programmes: &[ProgrammeName]) -> AnyView {
    let url = |path: &str| site.installation.url(path);
    let code = lang.code();
    let copies: Vec<_> = programmes
        .iter()
        .map(|programme| {
            let name = programme.short_name.get(lang).to_owned();
            let map = format!("/embed/{}", programme.key);
            let badge = format!("/badge/{}/{EXAMPLE}.svg?lang={code}", programme.key);
            let frame = format!(
                "<iframe src=\"{}?lang={code}\" title=\"{name}\" width=\"640\" height=\"760\" loading=\"lazy\"></iframe>",
                url(&map)
            );
            let picture = format!("<img src=\"{}.svg?lang={code}\" alt=\"{name}\">", url(&map));
            let image = format!("<img src=\"{}\" alt=\"{name}\">", url(&badge));
            let copy = |title: Text, text: String| view! { <dt>{title.get(lang)}</dt><dd><pre><code>{text}</code></pre></dd> };
            view! {
                <h3>{name.clone()}</h3>
                <p><img src=badge.clone() alt=format!("{}: {name}", BADGE.get(lang)) height="28"/></p>
                <dl>{copy(FRAME, frame)}{copy(PICTURE, picture)}{copy(BADGE, image)}</dl>
            }
        })
        .collect();
    view! {
        <section aria-labelledby="embed">
            <h2 id="embed">{EMBED.get(lang)}</h2>
            <p>{EMBED_LEAD.get(lang)}</p>
            {copies}
        </section>
    }
    .into_any()
}
