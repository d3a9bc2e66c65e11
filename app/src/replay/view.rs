//! What stands around a page that can show any day: the banner that says which
//! one, the form that asks for another, the permanent links.

use leptos::prelude::*;
use url::form_urlencoded;

use super::model::{AS_OF, Limits, Shown, tail};
use super::text::{
    ANOTHER_DAY, AS_KNOWN_NOW, AS_PUBLISHED, BACK_TO_TODAY, DATA, DAY, HINT, NOT_YET_PUBLISHED, PERMANENT,
    REPLAYED, SHOW_DAY,
};
use crate::clock::Moment;
use crate::ledger::clocks::Clocks;
use crate::text::moment::moment_text;
use crate::text::{Lang, iso, long_date};

/// A page that can show any day.
#[derive(Clone, Debug)]
pub struct Frame {
    /// The language.
    pub lang: Lang,
    /// The page's path.
    pub path: String,
    /// What else it is asked for, names and values.
    pub query: Vec<(&'static str, String)>,
    /// What it shows.
    pub shown: Shown,
    /// What could be shown.
    pub limits: Limits,
    /// The last instant at which anything of the page was recorded.
    pub last: Option<Moment>,
    /// The data file with all but the clocks; empty where there is none.
    pub data: String,
}

impl Frame {
    /// Which day is shown, and known when; nothing for today.
    #[must_use]
    pub fn banner(&self) -> Option<AnyView> {
        let clocks = self.shown.clocks()?;
        let lang = self.lang;
        let (day, plain) = (Clocks { known: None, ..clocks }, self.address());
        let other = match clocks.known {
            Some(_) => link(format!("{plain}{}", tail(day)), AS_KNOWN_NOW.get(lang)),
            None => match self.limits.published(clocks.as_of) {
                Some(then) => {
                    let then = Clocks { known: Some(then), ..clocks };
                    link(format!("{plain}{}", tail(then)), AS_PUBLISHED.get(lang))
                }
                None => view! { <span>{NOT_YET_PUBLISHED.get(lang)}</span> }.into_any(),
            },
        };
        Some(
            view! {
                <section class="notice replayed" aria-label=REPLAYED.get(lang)>
                    <p><strong>{shown_text(lang, clocks)}</strong></p>
                    <p class="ways">{other}{link(plain, BACK_TO_TODAY.get(lang))}</p>
                </section>
            }
            .into_any(),
        )
    }

    /// The form that asks for another day, and the permanent links.
    #[must_use]
    pub fn tools(&self) -> AnyView {
        let lang = self.lang;
        let hidden: Vec<_> = self
            .query
            .iter()
            .map(|(name, value)| view! { <input type="hidden" name=*name value=value.clone()/> })
            .collect();
        let permanent = self.permanent().map(|clocks| {
            let page = self.address() + &tail(clocks);
            let data =
                (!self.data.is_empty()).then(|| link(self.data.clone() + &tail(clocks), DATA.get(lang)));
            view! { <p class="ways">{link(page, PERMANENT.get(lang))}{data}</p> }
        });
        view! {
            <section class="another-day" aria-labelledby="another-day-title">
                <h2 id="another-day-title">{ANOTHER_DAY.get(lang)}</h2>
                <p class="hint" id="as-of-hint">{HINT.get(lang)}</p>
                <form method="get" action=self.path.clone()>
                    {hidden}
                    <div class="field">
                        <label for="as-of">{DAY.get(lang)}</label>
                        <input type="date" id="as-of" name=AS_OF value=iso(self.shown.day()) min=iso(self.limits.starts_on) aria-describedby="as-of-hint"/>
                    </div>
                    <button type="submit" class="secondary">{SHOW_DAY.get(lang)}</button>
                </form>
                {permanent}
            </section>
        }
        .into_any()
    }

    /// The point at which the page shows what it shows now for good.
    fn permanent(&self) -> Option<Clocks> {
        let as_of = self.shown.day();
        let known = self.shown.clocks().and_then(|clocks| clocks.known).or(self.last)?;
        Some(Clocks { as_of, known: Some(known) })
    }

    /// The page's address for today.
    fn address(&self) -> String {
        let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(&self.query).finish();
        format!("{}?{query}", self.path)
    }
}

fn link(href: String, words: &'static str) -> AnyView {
    view! { <a href=href>{words}</a> }.into_any()
}

/// „Показан е 1 март 2025 г., както се знае сега.“
fn shown_text(lang: Lang, clocks: Clocks) -> String {
    let day = long_date(lang, clocks.as_of);
    match clocks.known {
        None => lang.pick(
            format!("Показан е денят {day}, както се знае сега."),
            format!("This is {day}, as known now."),
        ),
        Some(known) => {
            let known = moment_text(lang, known);
            lang.pick(
                format!("Показан е денят {day}, както се е знаело към {known}"),
                format!("This is {day}, as known at {known}."),
            )
        }
    }
}
