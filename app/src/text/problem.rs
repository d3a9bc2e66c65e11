//! The words for what can go wrong. Each names the rule, the value and the way
//! out.

mod offer;
mod parts;
mod words;

use crate::bulletin::text::{MONTH_NOT_OVER, left_out_text};
use crate::dispute::text::{FORM_EXPIRED, LEAVE_EMPTY, TOO_QUICK, not_marked_text};
use crate::error::{AppError, Rule};
use crate::observer::text::rule_text;
use crate::replay::model::read_instant;
use crate::subscription::text::NOT_AN_ADDRESS;

use offer::offer_text;
use parts::{day_text, gate_text, number, short_text, taken_text, unknown_parameter};

pub use words::*;

use super::moment::moment_text;
use super::{Lang, Text, count_form};

/// What is wrong with the field, and what to do.
#[must_use]
pub fn problem_text(lang: Lang, rule: &Rule) -> String {
    let fixed = |text: Text| text.get(lang).to_owned();
    match rule {
        Rule::Required => fixed(REQUIRED),
        Rule::TooLong { max } => {
            let max = number(lang, *max);
            lang.pick(
                format!("Текстът е по-дълъг от {max} знака. Съкратете го."),
                format!("The text is longer than {max} characters. Shorten it."),
            )
        }
        Rule::TooShort { min } => {
            let min = number(lang, *min);
            lang.pick(format!("Нужни са поне {min} знака."), format!("At least {min} characters are needed."))
        }
        Rule::NotOffered => fixed(NOT_OFFERED),
        Rule::NotADate => fixed(NOT_A_DATE),
        Rule::NotAnInstant => fixed(NOT_AN_INSTANT),
        Rule::InFuture => fixed(IN_FUTURE),
        Rule::InstantInFuture => fixed(INSTANT_IN_FUTURE),
        Rule::BeforeRecords { first } => {
            // Read as on a clock, and as it is written in an address.
            let then = read_instant(first).map_or_else(|| first.clone(), |then| moment_text(lang, then));
            lang.pick(
                format!("Записите започват на {then} (в адреса: {first}). Посочете този момент или по-късен."),
                format!("Records begin on {then}, Sofia time (in an address: {first}). Name that instant or a later one."),
            )
        }
        Rule::InPast => fixed(IN_PAST),
        Rule::BeforeProgramme { starts_on } => {
            let day = day_text(lang, starts_on);
            lang.pick(
                format!("Датата е преди началото на програмата ({day}). Въведете този ден или по-късен."),
                format!("The date is before the programme began ({day}). Enter that day or a later one."),
            )
        }
        Rule::NotBefore { earliest } => {
            let day = day_text(lang, earliest);
            lang.pick(
                format!("Датата не може да е преди {day} Въведете този ден или по-късен."),
                format!("The date cannot be before {day}. Enter that day or a later one."),
            )
        }
        Rule::NotAfter { latest } => {
            let day = day_text(lang, latest);
            lang.pick(
                format!("Датата не може да е след {day}, защото тогава е достигнат по-късен етап. Въведете този ден или по-ранен."),
                format!("The date cannot be after {day}, when a later milestone was reached. Enter that day or an earlier one."),
            )
        }
        Rule::EndsBeforeStart => fixed(ENDS_BEFORE_START),
        Rule::BothOrNeither => fixed(BOTH_OR_NEITHER),
        Rule::TooFar { latest } => {
            let latest = short_text(lang, latest);
            lang.pick(
                format!("Датата е твърде далеч. Проверете годината; най-късната възможна дата е {latest}"),
                format!("The date is too far ahead. Check the year; the latest possible date is {latest}."),
            )
        }
        Rule::WindowTooLong { days, max } => lang.pick(
            format!(
                "Прозорецът е от {}, а може да е най-много {max}. Скъсете го.",
                count_form(i64::from(*days), "ден", "дни")
            ),
            format!("The window has {days} days; it may have at most {max}. Shorten it."),
        ),
        Rule::OutsideWindow { from, to } => {
            let (from, to) = (short_text(lang, from), short_text(lang, to));
            lang.pick(
                format!("Договорената дата е извън прозореца ({from} – {to}). Изберете ден в него или преместете прозореца."),
                format!("The agreed date is outside the window ({from} – {to}). Choose a day in it or move the window."),
            )
        }
        Rule::NonWorkingDay { day, next } => {
            let (day, next) = (short_text(lang, day), short_text(lang, next));
            lang.pick(
                format!("{day} е почивен ден; следващият работен ден е {next} Изберете друга дата или потвърдете, че денят е избран нарочно."),
                format!("{day} is not a working day; the next one is {next}. Choose another date or confirm that the day is meant."),
            )
        }
        Rule::PastDay { day } => {
            let day = short_text(lang, day);
            lang.pick(
                format!("{day} вече мина. Изберете друга дата или потвърдете, че денят е избран нарочно."),
                format!("{day} has passed. Choose another date or confirm that the day is meant."),
            )
        }
        Rule::EarlierPlanned { milestone, agreed } => {
            let (name, day) = (milestone.get(lang), short_text(lang, agreed));
            lang.pick(
                format!("„{name}“ е преди този етап и е договорен за {day} Изберете не по-ранен ден или първо преместете него."),
                format!("“{name}” comes first and is agreed for {day}. Choose no earlier day, or move that one first."),
            )
        }
        Rule::LaterPlanned { milestone, agreed } => {
            let (name, day) = (milestone.get(lang), short_text(lang, agreed));
            lang.pick(
                format!("„{name}“ е след този етап и е договорен за {day} Изберете не по-късен ден или първо преместете него."),
                format!("“{name}” comes after and is agreed for {day}. Choose no later day, or move that one first."),
            )
        }
        Rule::CapacityFull { week, places, free } => {
            let (week, taken) = (short_text(lang, week), taken_text(lang, *places));
            let free: Vec<String> = free.iter().map(|one| short_text(lang, one)).collect();
            let onward = if free.is_empty() {
                lang.pick(
                    "Никоя следваща седмица няма свободно място; първо увеличете местата.".to_owned(),
                    "No later week has a free place; first add places.".to_owned(),
                )
            } else {
                let free = free.join(", ");
                lang.pick(
                    format!("Следващи седмици със свободно място започват на: {free}"),
                    format!("Next weeks with a free place begin on: {free}."),
                )
            };
            if *places == 0 {
                return lang.pick(
                    format!("За седмицата от {week} не са предвидени места. {onward}"),
                    format!("The week of {week} has no places. {onward}"),
                );
            }
            lang.pick(
                format!("Няма свободно място в седмицата от {week}: {taken}. {onward}"),
                format!("No place is left in the week of {week}: {taken}. {onward}"),
            )
        }
        Rule::ChangedMeanwhile { present } => {
            let present = present.map_or_else(|| "–".to_owned(), |present| present.to_string());
            lang.pick(
                format!("Междувременно друг координатор записа: {present}. Вашето число е запазено в полето; запишете отново, ако искате то да остане."),
                format!("A colleague has recorded {present} in the meantime. Your number is kept in the field; save again if it should stay."),
            )
        }
        Rule::ChangedByColleague => fixed(CHANGED_BY_COLLEAGUE),
        Rule::OutageEndsBeforeStart => fixed(OUTAGE_ENDS_BEFORE_START),
        Rule::TouchesNothing => fixed(TOUCHES_NOTHING),
        Rule::PlacesTaken { weeks } => {
            let weeks: Vec<String> = weeks.iter().map(|one| short_text(lang, one)).collect();
            let weeks = weeks.join(", ");
            lang.pick(
                format!("Толкова места не стигат за районите, които вече ги заемат в седмиците от: {weeks} Оставете повече места или преместете договорените дати на районите, които още не са тръгнали."),
                format!("That is fewer places than districts take already in the weeks of: {weeks}. Leave more places, or move the agreed dates of districts that have not gone live yet."),
            )
        }
        Rule::NotANumber { min, max } => {
            let (min, max) = (number(lang, *min), number(lang, *max));
            lang.pick(
                format!("Въведете цяло число от {min} до {max}."),
                format!("Enter a whole number from {min} to {max}."),
            )
        }
        Rule::NotAWeek => fixed(NOT_A_WEEK),
        Rule::NotALink => fixed(NOT_A_LINK),
        Rule::PasswordsDiffer => fixed(PASSWORDS_DIFFER),
        Rule::WrongCredentials => fixed(WRONG_CREDENTIALS),
        Rule::WrongPassword => fixed(WRONG_PASSWORD),
        Rule::WrongState => fixed(WRONG_STATE),
        Rule::GateClosed { missing } => gate_text(lang, missing),
        Rule::AlreadyMarked => fixed(ALREADY_MARKED),
        Rule::DayNotOver => fixed(DAY_NOT_OVER),
        Rule::GivenTwice => fixed(GIVEN_TWICE),
        Rule::UnknownParameter { known } => unknown_parameter(lang, known),
        Rule::NotMarked { marked } => not_marked_text(lang, marked),
        Rule::LeaveEmpty => fixed(LEAVE_EMPTY),
        Rule::NotAnAddress => fixed(NOT_AN_ADDRESS),
        Rule::TooQuick => fixed(TOO_QUICK),
        Rule::FormExpired => fixed(FORM_EXPIRED),
        Rule::LaterMarkStands { milestone } => lang.pick(
            format!("По-късният етап „{}“ е отметнат. Първо оттеглете неговата отметка.", milestone.bg),
            format!("The later milestone “{}” is marked. Take its mark back first.", milestone.en),
        ),
        Rule::MarkFirst { milestone } => lang.pick(
            format!("Преди този етап идва „{}“. Първо отметнете него.", milestone.bg),
            format!("“{}” comes before this milestone. Mark it first.", milestone.en),
        ),
        Rule::DoesNotApply => fixed(DOES_NOT_APPLY),
        Rule::Retired { requirement, version } => lang.pick(
            format!(
                "Изискването „{}“ вече не се иска: версия {version} на контролния списък е без него. Записаното по него се пази в историята.",
                requirement.bg
            ),
            format!(
                "The requirement “{}” is no longer asked for: version {version} of the checklist is without it. What was recorded of it stays in the history.",
                requirement.en
            ),
        ),
        Rule::GateClosedThen { earliest } => {
            let day = day_text(lang, earliest);
            lang.pick(
                format!("На този ден етапът още не е можел да бъде отметнат: последното, което му трябва, е решено на {day} Въведете този ден или по-късен."),
                format!("The milestone could not be marked on that day: the last of what it needs was decided on {day}. Enter that day or a later one."),
            )
        }
        Rule::LaterMarkStood { milestone, until } => {
            let day = day_text(lang, until);
            lang.pick(
                format!("По-късният етап „{}“ е отпаднал от {day} Този не може да отпадне преди това: въведете този ден или по-късен.", milestone.bg),
                format!("The later milestone “{}” was taken back from {day}, and this one cannot end before. Enter that day or a later one.", milestone.en),
            )
        }
        Rule::AgreedWeekFull { week, places } => {
            let (week, taken) = (short_text(lang, week), taken_text(lang, *places));
            lang.pick(
                format!("Договорената дата отново ще важи, а в седмицата от {week} {taken}. Първо увеличете местата за тази седмица."),
                format!("The agreed date would count again, and in the week of {week} {taken}. First raise the places of that week."),
            )
        }
        Rule::ReturnInstead => fixed(RETURN_INSTEAD),
        Rule::WeekFull { week, places } => {
            let (week, taken) = (short_text(lang, week), taken_text(lang, *places));
            if *places == 0 {
                return lang.pick(
                    format!("За седмицата от {week} не са предвидени места. Ако районът наистина е тръгнал тогава, първо увеличете местата за нея."),
                    format!("The week of {week} has no places. If the district did go live then, first raise the places of that week."),
                );
            }
            lang.pick(
                format!("В седмицата от {week} {taken}. Ако районът наистина е тръгнал тогава, първо увеличете местата за тази седмица."),
                format!("In the week of {week} {taken}. If the district did go live then, first raise the places of that week."),
            )
        }
        Rule::ReachedAlready { reached_on } => {
            let day = day_text(lang, reached_on);
            lang.pick(
                format!("Етапът е достигнат на {day} Планът за него вече не се променя; ако отметката е грешна, първо я оттеглете."),
                format!("The milestone was reached on {day}, so its plan is not changed any more. If the mark is wrong, take it back first."),
            )
        }
        Rule::SetBefore => fixed(SET_BEFORE),
        Rule::Cycle { path } => {
            let path: Vec<&str> = path.iter().map(|one| one.get(lang)).collect();
            let path = path.join(" → ");
            lang.pick(
                format!("Изискванията биха се чакали едно друго: {path}. Махнете едно от тях от „Първо трябва“."),
                format!("The requirements would wait for one another: {path}. Take one of them out of “Comes first”."),
            )
        }
        Rule::WaitsForLater { requirement } => lang.pick(
            format!("„{}“ е от по-късен етап и не може да е преди изискване от по-ранен.", requirement.bg),
            format!("“{}” belongs to a later milestone and cannot come before what an earlier one needs.", requirement.en),
        ),
        Rule::DueBeforeHolds { requirement } => lang.pick(
            format!("„{}“ би трябвало да е изпълнено, преди версията да важи. Изберете по-ранна дата тук или по-късен срок там.", requirement.bg),
            format!("“{}” would have to be met before the version holds. Choose an earlier day here or a later one there.", requirement.en),
        ),
        Rule::TextChangedMeanwhile { present } => {
            let present = present.as_ref().map_or_else(|| "–".to_owned(), |one| one.get(lang).to_owned());
            lang.pick(
                format!("Междувременно записаното се промени. Сега е записано: „{present}“. Прегледайте го и опитайте отново, ако вашето трябва да остане."),
                format!("What is recorded has changed in the meantime. Recorded now: {present}. Look at it, and try again if yours should stay."),
            )
        }
        Rule::SuspendedThen { since, until } => {
            let (since, until) = (day_text(lang, since), day_text(lang, until));
            lang.pick(
                format!("На този ден работата е била спряна: от {since} до връщането на {until}"),
                format!("It was suspended on that day: from {since} until it returned on {until}."),
            )
        }
        Rule::SuspendedSince { since } => {
            let day = day_text(lang, since);
            lang.pick(
                format!("Работата е спряна от {day} Този ден остава; могат да се променят причината и очакваното връщане."),
                format!("It is suspended since {day}. That day stays; the reason and the expected return can be changed."),
            )
        }
        Rule::Offer(rule) => offer_text(lang, rule),
        Rule::Observer(rule) => rule_text(lang, *rule),
        Rule::LeftOut { what } => left_out_text(lang, what),
        Rule::MonthNotOver => fixed(MONTH_NOT_OVER),
        Rule::DraftExists { number } => lang.pick(
            format!("Вече има чернова на версия {number}. Довършете я или я изтрийте."),
            format!("There is a draft of version {number} already. Finish it or discard it."),
        ),
        Rule::BeforeVersion { number, holds_from } => {
            let day = day_text(lang, holds_from);
            lang.pick(
                format!("Версия {number} важи от {day} Следващата не може да важи по-рано: въведете този ден или по-късен или оттеглете версия {number}, ако денят ѝ е сгрешен."),
                format!("Version {number} holds from {day}; the next cannot hold earlier. Enter that day or a later one, or withdraw version {number} if its day is a mistake."),
            )
        }
        Rule::HoldsAlready { number, holds_from } => {
            let day = day_text(lang, holds_from);
            lang.pick(
                format!("Версия {number} важи от {day} Което вече важи, не се оттегля; поправете го със следваща версия."),
                format!("Version {number} holds from {day}. What holds is not withdrawn; correct it with the next version."),
            )
        }
        Rule::VersionFollows { number } => lang.pick(
            format!("След нея има версия {number}. Първо оттеглете или изтрийте нея."),
            format!("Version {number} follows it. Withdraw or discard that one first."),
        ),
        Rule::ChangesNothing { number } => lang.pick(
            format!("Черновата не променя нищо спрямо версия {number}; няма какво да се публикува."),
            format!("The draft changes nothing of version {number}; there is nothing to publish."),
        ),
        Rule::PublishedMeanwhile { number } => lang.pick(
            format!("Междувременно версия {number} беше публикувана и вече не се променя. За друга промяна започнете нова чернова."),
            format!("Version {number} has been published in the meantime and cannot be changed any more. Begin a new draft for another change."),
        ),
        Rule::DiscardedMeanwhile => fixed(DISCARDED_MEANWHILE),
        Rule::Invisible { code } => lang.pick(
            format!("В текста има знак, който не се вижда ({code}). Изтрийте го, например като въведете думата наново."),
            format!("The text has a character that cannot be seen ({code}). Delete it, for example by typing the word again."),
        ),
        Rule::ExistsAlready => fixed(EXISTS_ALREADY),
        Rule::InUse => fixed(IN_USE),
        Rule::NotLive => fixed(NOT_LIVE),
        Rule::Suspended => fixed(SUSPENDED),
        Rule::Unchanged => fixed(UNCHANGED),
    }
}

/// What went wrong, for a banner or an error page.
#[must_use]
pub fn error_text(lang: Lang, error: &AppError) -> String {
    let fixed = |text: Text| text.get(lang).to_owned();
    match error {
        AppError::NotSignedIn => fixed(NOT_SIGNED_IN),
        AppError::Forbidden { .. } => fixed(FORBIDDEN),
        AppError::NotFound => fixed(NOT_FOUND),
        AppError::Invalid { .. } => fixed(INVALID),
        AppError::Conflict { .. } => fixed(CONFLICT),
        AppError::TooManyAttempts { seconds } => {
            let minutes = seconds.div_ceil(60).max(1);
            lang.pick(
                format!("Твърде много опити. Изчакайте {minutes} мин. и опитайте отново."),
                format!("Too many attempts. Wait {minutes} min and try again."),
            )
        }
        AppError::Malformed => fixed(MALFORMED),
        AppError::Parameter { name, value, rule } => {
            let problem = match &**rule {
                // Addresses have one form of a day, in both languages.
                Rule::NotADate => fixed(NOT_A_DAY),
                rule => problem_text(lang, rule),
            };
            lang.pick(format!("{name}=„{value}“: {problem}"), format!("{name}=“{value}”: {problem}"))
        }
        AppError::TooLarge => fixed(TOO_LARGE),
        AppError::MethodNotAllowed => fixed(METHOD_NOT_ALLOWED),
        AppError::CrossSite => fixed(CROSS_SITE),
        AppError::Internal { incident } => lang.pick(
            format!("Възникна грешка в системата. Нищо не е променено. Номер за справка: {incident}."),
            format!("The system failed. Nothing was changed. Reference: {incident}."),
        ),
    }
}
