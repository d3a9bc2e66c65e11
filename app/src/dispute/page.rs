//! Disputes for everybody: the form, the list, each one; and the board of those
//! who answer them.

mod board;
mod contest;
mod list;

use chrono::NaiveDate;
use leptos::prelude::*;

use super::model::{Dispute, State};
use super::store::Filed;
use super::text::{
    ANSWER, ANSWER_BY, ANSWERED_ON, NOT_SHOWN, NOT_SHOWN_YET, RECEIVED_ON, STATE, clock_text, state_text,
};
use crate::text::{Lang, long_date};
use crate::ui::words::words;

pub use board::show as show_board;
pub use contest::{send, show as show_form};
pub use list::{show as show_list, show_one};

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
