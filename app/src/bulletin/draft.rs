//! The draft: one function for each section, each from the same facts. What has
//! nothing to tell says so, because that is news, too.

use super::facts::{Facts, Moved, Of};
use super::markdown::escape;
use crate::dispute::text::state_text;
use crate::onboarding::checklist::holder_name;
use crate::onboarding::model::What;
use crate::onboarding::timing::{days_left_text, days_text};
use crate::rollout::model::{Coverage, Row};
use crate::text::{Lang, Text, long_date, n_of_m, short_date, slip_reason_text};

/// How many of the services that were needed most are named.
const NEEDED_MOST: usize = 10;

/// How many of those that wait longest are named for each programme.
const WAITING_LONGEST: usize = 5;

const WENT_LIVE: Text = Text { bg: "Започнаха работа", en: "Went live" };
const NONE_LIVE: Text = Text {
    bg: "През месеца никой район не е започнал работа.",
    en: "No district went live in the month.",
};
const FELL_BACK: Text = Text { bg: "Вече не работят", en: "Fell back" };
const NONE_BACK: Text = Text {
    bg: "Никой от работещите райони не е спрял.",
    en: "None of the live districts fell back.",
};
const DATES: Text =
    Text { bg: "Преместени договорени дати", en: "Agreed dates that moved" };
const NO_DATES: Text =
    Text { bg: "Няма преместени договорени дати.", en: "No agreed date moved." };
const WAITING: Text = Text { bg: "Най-дълго чакат", en: "Waiting longest" };
const NOT_WAITING: Text = Text {
    bg: "В районите с известно състояние нищо не чака.",
    en: "Nothing waits in the districts of which something is known.",
};
const EXPIRING: Text =
    Text { bg: "Изтичащи доказателства", en: "Evidence about to expire" };
const NO_EXPIRING: Text = Text {
    bg: "В следващите 60 дни не изтича нищо.",
    en: "Nothing expires in the next 60 days.",
};
const DISPUTES: Text = Text { bg: "Отговорени оспорвания", en: "Disputes answered" };
const NO_DISPUTES: Text = Text {
    bg: "През месеца не е отговаряно на оспорвания.",
    en: "No dispute was answered in the month.",
};

const NEEDED: Text = Text { bg: "Най-търсени услуги", en: "Services needed most" };
const NONE_NEEDED: Text = Text {
    bg: "През месеца никоя услуга не е отбелязана като нужна в един район поне пет пъти за една седмица.",
    en: "In the month no service was said to be needed in a district at least five times in a week.",
};

/// A part of a draft, each line Markdown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Its heading.
    pub title: Text,
    /// What it lists.
    pub lines: Vec<String>,
    /// What it says when there is nothing to list.
    pub none: Text,
}

/// The sections in order.
const SECTIONS: [fn(&Facts, Lang) -> Section; 7] =
    [went_live, fell_back, dates_moved, waiting_longest, expiring, disputes_answered, needed_most];

/// The draft of a month in one language, as Markdown.
#[must_use]
pub fn write_draft(facts: &Facts, lang: Lang) -> String {
    let mut text = facts.programmes.iter().map(|of| summary(facts, of, lang) + "\n\n").collect::<String>();
    for section in SECTIONS {
        let Section { title, lines, none } = section(facts, lang);
        text.push_str(&format!("## {}\n\n", title.get(lang)));
        if lines.is_empty() {
            text.push_str(&format!("{}\n\n", none.get(lang)));
            continue;
        }
        for line in lines {
            text.push_str(&format!("- {line}\n"));
        }
        text.push('\n');
    }
    text.trim_end().to_owned()
}

/// How many districts were live at the month's end, and at the end of the one
/// before.
fn summary(facts: &Facts, of: &Of, lang: Lang) -> String {
    let (was, is) = (Coverage::of(&of.before), Coverage::of(&of.after));
    let day = long_date(lang, facts.month.last());
    let name = escape(of.programme.name.get(lang));
    let (live, unknown) = (n_of_m(lang, is.live, is.districts), is.unknown);
    lang.pick(
        format!(
            "**{name}.** Към {day} работят {live} района; месец по-рано – {}. Без данни: {unknown}.",
            was.live
        ),
        format!(
            "**{name}.** On {day}, {live} districts are live; a month earlier {}. Unknown: {unknown}.",
            was.live
        ),
    )
}

fn went_live(facts: &Facts, lang: Lang) -> Section {
    let lines = changed(
        facts,
        |was, is| !was.status.is_live() && is.status.is_live(),
        |of, row| {
            let reported = if row.status.is_reported() {
                lang.pick(" (по данни на публичен източник)", " (by a public source)")
            } else {
                ""
            };
            format!("{}: {}{reported}", place(of, row, lang), programme(of, lang))
        },
    );
    Section { title: WENT_LIVE, lines, none: NONE_LIVE }
}

fn fell_back(facts: &Facts, lang: Lang) -> Section {
    let lines = changed(
        facts,
        |was, is| was.status.is_live() && !is.status.is_live(),
        |of, row| {
            let why = row.suspension.as_ref().map(|one| {
                let (since, back) = (short_date(lang, one.since), short_date(lang, one.expected_return));
                let reason = escape(&one.reason);
                lang.pick(
                    format!("; спрян от {since}, причина: {reason}; очаквано връщане {back}"),
                    format!("; suspended since {since}, reason: {reason}; expected to return {back}"),
                )
            });
            format!("{}: {}{}", place(of, row, lang), programme(of, lang), why.unwrap_or_default())
        },
    );
    Section { title: FELL_BACK, lines, none: NONE_BACK }
}

fn dates_moved(facts: &Facts, lang: Lang) -> Section {
    let lines = facts.programmes.iter().flat_map(|of| of.moved.iter().map(|one| moved(of, one, lang)));
    Section { title: DATES, lines: lines.collect(), none: NO_DATES }
}

fn moved(of: &Of, one: &Moved, lang: Lang) -> String {
    let row = of.after.iter().find(|row| row.slug == one.district);
    let district = row.map(|row| place(of, row, lang)).unwrap_or_default();
    let milestone = one.milestone.as_deref().and_then(|key| of.programme.milestone(key));
    let what = match milestone {
        Some(found) => lang.pick(
            format!("етап „{}“", escape(&found.name.bg)),
            format!("the milestone “{}”", escape(&found.name.en)),
        ),
        None => lang.pick("започване на работа".to_owned(), "going live".to_owned()),
    };
    let from = short_date(lang, one.from);
    let to = one.to.map_or_else(
        || lang.pick("без нова дата".to_owned(), "no new date".to_owned()),
        |day| short_date(lang, day),
    );
    let why = one.because.map(|why| format!("; {}", slip_reason_text(why).get(lang))).unwrap_or_default();
    format!("{district}, {what} ({}): {from} → {to}{why}", programme(of, lang))
}

fn waiting_longest(facts: &Facts, lang: Lang) -> Section {
    let end = facts.month.last();
    let mut lines = Vec::new();
    for of in &facts.programmes {
        let longest = crate::waiting::model::items(&of.after, None).into_iter().take(WAITING_LONGEST);
        lines.extend(longest.map(|item| {
            let what = match &item.wait.what {
                What::Requirement(key) | What::Renewal(key) => {
                    of.programme.requirement_name(key).map(|name| name.get(lang).to_owned())
                }
                What::Mark => {
                    of.programme.milestone_at(item.wait.milestone).map(|one| one.name.get(lang).to_owned())
                }
            };
            let what = escape(&what.unwrap_or_default());
            let holder = escape(holder_name(lang, &of.programme, item.wait.holder).as_str());
            let age = days_text(lang, item.wait.age(end));
            let district = format!("{} ({})", place(of, item.row, lang), programme(of, lang));
            lang.pick(
                format!("{district}, „{what}“: на ход: {holder}, от {age}"),
                format!("{district}, “{what}”: whose move: {holder}, for {age}"),
            )
        }));
    }
    Section { title: WAITING, lines, none: NOT_WAITING }
}

fn expiring(facts: &Facts, lang: Lang) -> Section {
    let mut found: Vec<(&Of, &Row, &crate::onboarding::model::Expiring)> = facts
        .programmes
        .iter()
        .flat_map(|of| {
            of.after.iter().flat_map(move |row| row.expiring.iter().map(move |one| (of, row, one)))
        })
        .collect();
    // What ran out earlier was told earlier.
    found.retain(|(_, _, one)| one.last >= facts.month.first());
    found.sort_by_key(|(_, _, one)| one.last);
    let lines = found.into_iter().map(|(of, row, one)| {
        let name = of.programme.requirement_name(&one.requirement);
        let name = escape(name.map(|name| name.get(lang)).unwrap_or_default());
        let (last, left) = (short_date(lang, one.last), days_left_text(lang, one.days_left));
        let district = format!("{} ({})", place(of, row, lang), programme(of, lang));
        lang.pick(
            format!("{district}, „{name}“: {last} ({left})"),
            format!("{district}, “{name}”: {last} ({left})"),
        )
    });
    Section { title: EXPIRING, lines: lines.collect(), none: NO_EXPIRING }
}

fn disputes_answered(facts: &Facts, lang: Lang) -> Section {
    let lines = facts.answered.iter().map(|one| {
        let outcome = state_text(one.outcome).get(lang);
        let (code, id) = (lang.code(), one.id);
        lang.pick(
            format!(
                "[Оспорване № {id}](/{code}/osporvaniya/{id}), район „{}“: {outcome}",
                escape(&one.district.bg)
            ),
            format!("[Dispute No {id}](/{code}/osporvaniya/{id}), {}: {outcome}", escape(&one.district.en)),
        )
    });
    Section { title: DISPUTES, lines: lines.collect(), none: NO_DISPUTES }
}

fn needed_most(facts: &Facts, lang: Lang) -> Section {
    let lines = facts.needed.iter().take(NEEDED_MOST).map(|one| {
        let (href, count) = (format!("/{}/uslugi/{}", lang.code(), one.service), one.at_least);
        lang.pick(
            format!("[{}]({href}), район „{}“: поне {count}", escape(&one.name.bg), escape(&one.district.bg)),
            format!("[{}]({href}), {}: at least {count}", escape(&one.name.en), escape(&one.district.en)),
        )
    });
    Section { title: NEEDED, lines: lines.collect(), none: NONE_NEEDED }
}

/// A line for each district whose state changed so between the ends of the months.
fn changed(
    facts: &Facts,
    is_so: impl Fn(&Row, &Row) -> bool,
    line: impl Fn(&Of, &Row) -> String,
) -> Vec<String> {
    let mut lines = Vec::new();
    for of in &facts.programmes {
        for (was, is) in of.before.iter().zip(&of.after) {
            if is_so(was, is) {
                lines.push(line(of, is));
            }
        }
    }
    lines
}

fn place(of: &Of, row: &Row, lang: Lang) -> String {
    let href = format!("/{}/rayoni/{}?programme={}", lang.code(), row.slug, of.programme.key);
    lang.pick(
        format!("[район „{}“]({href})", escape(&row.name.bg)),
        format!("[{}]({href})", escape(&row.name.en)),
    )
}

fn programme(of: &Of, lang: Lang) -> String {
    escape(of.programme.short_name.get(lang))
}
