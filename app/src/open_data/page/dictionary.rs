//! A data set on the page: its files, and what each column means.

use leptos::prelude::*;

use crate::open_data::api::path_of;
use crate::open_data::datasets::Set;
use crate::open_data::files::{LATEST, METADATA, Sum, name, path};
use crate::open_data::model::{Column, Form, Kind};
use crate::open_data::text::{COLUMNS, MAY_LACK, PERMANENT, bytes_text, kind_text, unit_text};
use crate::text::Lang;

/// The data set, with the last day's checksums where there are any.
pub fn dataset(lang: Lang, set: Set, sums: Option<&[Sum]>) -> AnyView {
    let dataset = set.dataset();
    let api = path_of(set);
    let latest = |form: Form| {
        let href = path(LATEST, &name(set, form));
        view! { <li><a href=href>{form.name()}</a></li> }
    };
    let described = format!("{}{METADATA}", path(LATEST, &name(set, Form::Csv)));
    let kept: Vec<_> = sums
        .unwrap_or_default()
        .iter()
        .filter(|sum| sum.set == Some(set))
        .map(|sum| {
            view! {
                <li>
                    <a href=sum.path.clone()>{sum.path.clone()}</a>", "{bytes_text(lang, sum.bytes)}
                    <br/><code class="hash">{sum.sha256.clone()}</code>
                </li>
            }
        })
        .collect();
    let columns: Vec<_> = dataset.columns.iter().map(|one| column(lang, one)).collect();
    view! {
        <section id=dataset.key aria-label=dataset.name.get(lang)>
            <h3>{dataset.name.get(lang)}</h3>
            <p>{dataset.about.get(lang)}</p>
            <ul class="many-links">
                <li><a href=api.clone()>{api.clone()}</a></li>
                {latest(Form::Csv)}
                {latest(Form::JsonLines)}
                <li><a href=described>"CSVW"</a></li>
            </ul>
            {(!kept.is_empty()).then(|| view! { <p>{PERMANENT.get(lang)}</p><ul>{kept}</ul> })}
            <details>
                <summary>{COLUMNS.get(lang)}": "{dataset.name.get(lang)}</summary>
                <dl class="terms">{columns}</dl>
            </details>
        </section>
    }
    .into_any()
}

fn column(lang: Lang, column: &Column) -> AnyView {
    let unit = match column.kind {
        Kind::Whole(Some(unit)) | Kind::Decimal(Some(unit)) => format!(", {}", unit_text(unit).get(lang)),
        _ => String::new(),
    };
    let lacks = if column.may_lack { format!(", {}", MAY_LACK.get(lang)) } else { String::new() };
    let keys = match column.kind {
        Kind::Key(keys) => Some(view! { " "<code>{keys.join(" · ")}</code> }),
        _ => None,
    };
    view! {
        <div>
            <dt><code>{column.name}</code>" "<span class="hint">{kind_text(column.kind).get(lang)}{unit}{lacks}</span></dt>
            <dd>{column.meaning.get(lang)}{keys}</dd>
        </div>
    }
    .into_any()
}
