//! Disputes for everybody: the form, the list, each one; and the board of those
//! who answer them.

mod board;
mod contest;
mod list;

use chrono::NaiveDate;
use leptos::prelude::*;

use super::model::{Dispute, State, Subject};
use super::store::Filed;
use super::text::{
    ANSWER, ANSWER_BY, ANSWERED_ON, MILESTONE, NOT_SHOWN, NOT_SHOWN_YET, RECEIVED_ON, STATE, clock_text,
    state_text,
};
use crate::db::Db;
use crate::district::store::{DistrictName, list_all_names};
use crate::error::AppError;
use crate::ledger::clocks::Clocks;
use crate::outage::store::list_services;
use crate::programme::model::Programme;
use crate::programme::store::{list_programmes, load_programme};
use crate::text::{Bilingual, Lang, long_date};
use crate::ui::words::words;

pub use board::show as show_board;
pub use contest::{send, show as show_form};
pub use list::{show as show_list, show_one};

/// What disputes can be about, by name.
struct Names {
    districts: Vec<DistrictName>,
    programmes: Vec<Programme>,
    services: Vec<(i64, Bilingual)>,
}

impl Names {
    async fn load(db: &Db, lang: Lang, today: NaiveDate) -> Result<Self, AppError> {
        let reader = db.read();
        let mut programmes = Vec::new();
        for one in list_programmes(reader).await? {
            programmes.push(load_programme(reader, &one.key, Clocks::on(today)).await?);
        }
        let districts = list_all_names(reader, lang).await?;
        let services = list_services(reader).await?;
        Ok(Self { districts, programmes, services })
    }

    fn district(&self, lang: Lang, slug: &str) -> String {
        let found = self.districts.iter().find(|one| one.slug == slug);
        found.map(|one| one.name.get(lang).to_owned()).unwrap_or_default()
    }

    /// „Единен модел: етап 3, Услуги и форми“; „Адресна регистрация (2079)“.
    fn subject(&self, lang: Lang, subject: &Subject) -> String {
        match subject {
            Subject::Milestone { programme, key } => {
                let programme = self.programmes.iter().find(|one| one.key == *programme);
                let milestone = programme.and_then(|one| one.milestone(key));
                let (Some(programme), Some(milestone)) = (programme, milestone) else { return key.clone() };
                format!(
                    "{}: {} {}, {}",
                    programme.short_name.get(lang),
                    MILESTONE.get(lang),
                    milestone.position,
                    milestone.name.get(lang)
                )
            }
            Subject::Service(number) => {
                let service = self.services.iter().find(|(known, _)| known == number);
                let name = service.map(|(_, name)| name.get(lang)).unwrap_or_default();
                format!("{name} ({number})")
            }
        }
    }
}

/// A dispute's page.
fn path(lang: Lang, id: impl std::fmt::Display) -> String {
    format!("/{}/osporvaniya/{id}", lang.code())
}

/// The page of the district it is about, where the programme is its.
fn district_path(lang: Lang, dispute: &Dispute) -> String {
    let query = match dispute.subject.programme() {
        "" => String::new(),
        programme => format!("?programme={programme}"),
    };
    format!("/{}/rayoni/{}{query}", lang.code(), dispute.district)
}

/// Days, state, words and answer; the words as far as everybody may read them,
/// or `all` of them for those who decide.
fn facts(lang: Lang, filed: &Filed, today: NaiveDate, text: Option<&str>) -> AnyView {
    let dispute = &filed.dispute;
    let state = dispute.state;
    let written = match text {
        Some(text) => view! { <blockquote class="words">{words(lang, text)}</blockquote> }.into_any(),
        None if state == State::Refused => view! { <p class="hint">{NOT_SHOWN.get(lang)}</p> }.into_any(),
        None => view! { <p class="hint">{NOT_SHOWN_YET.get(lang)}</p> }.into_any(),
    };
    let answer = dispute.answer.as_ref().map(|answer| {
        view! { <div><dt>{ANSWER.get(lang)}</dt><dd class="words">{words(lang, answer)}</dd></div> }
    });
    let answered = dispute.answered_on.map(|day| {
        view! { <div><dt>{ANSWERED_ON.get(lang)}</dt><dd>{long_date(lang, day)}</dd></div> }
    });
    view! {
        {written}
        <dl class="facts">
            <div><dt>{STATE.get(lang)}</dt><dd><span class=format!("chip dispute-{}", state.key())>{state_text(state).get(lang)}</span></dd></div>
            <div><dt>{RECEIVED_ON.get(lang)}</dt><dd>{long_date(lang, dispute.received_on)}</dd></div>
            <div><dt>{ANSWER_BY.get(lang)}</dt><dd>{clock_text(lang, dispute, today)}</dd></div>
            {answered}
            {answer}
        </dl>
    }
    .into_any()
}
