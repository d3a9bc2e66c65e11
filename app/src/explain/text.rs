//! The words of „Как е сметнато“: each figure's name and its rule in a sentence.

use super::model::{Family, Figure, Part};
use crate::text::Text;

pub const HOW: Text = Text { bg: "как е сметнато", en: "how it is counted" };
pub const HOW_OF: Text = Text { bg: "Как е сметнато", en: "How it is counted" };
pub const VALUE: Text = Text { bg: "Стойност", en: "Value" };
pub const RULE: Text = Text { bg: "Правило", en: "Rule" };
pub const FORMULA: Text = Text { bg: "Сметка", en: "Formula" };
pub const ROWS: Text =
    Text { bg: "Редовете зад числото", en: "The rows behind the figure" };
pub const COUNTS: Text = Text { bg: "Как се брои", en: "How it counts" };
pub const OTHERS: Text =
    Text { bg: "Същото по другите правила", en: "The same by the other rules" };
pub const RESIDENTS: Text = Text { bg: "Жители (2011 г.)", en: "Residents (2011)" };
pub const CONFIRMED_MILESTONE: Text = Text { bg: "Потвърден етап", en: "Confirmed milestone" };
pub const WAITS_HERE: Text = Text { bg: "Чака тук", en: "Waits here" };
pub const MILESTONE: Text = Text { bg: "Етап", en: "Milestone" };
pub const TO_FIGURES: Text = Text { bg: "Към картата", en: "To the map" };

pub const FROM_TO: Text = Text { bg: "От – до", en: "From – to" };
pub const CALENDAR_DAYS: Text = Text { bg: "Календарни дни", en: "Calendar days" };
pub const WEEKEND_DAYS: Text = Text { bg: "Съботи и недели", en: "Saturdays and Sundays" };
pub const HOLIDAYS: Text = Text { bg: "Празници в делник", en: "Holidays on weekdays" };
pub const WORKING: Text = Text { bg: "Работни дни", en: "Working days" };
pub const MEANING: Text = Text { bg: "Какво значи", en: "What it means" };
pub const MOVES: Text = Text { bg: "Премествания", en: "Moves" };
pub const NOT_OVERDUE: Text =
    Text { bg: "Няма просрочено връщане.", en: "No return is overdue." };
pub const EVENT: Text = Text { bg: "Какво", en: "What" };
pub const DAY: Text = Text { bg: "Ден", en: "Day" };
pub const SHOWN_DAY: Text = Text { bg: "Показаният ден", en: "The day shown" };
pub const NOT_BEGUN: Text = Text {
    bg: "Няма какво да се смята: контролният списък не е започнат.",
    en: "Nothing to count: the checklist has not been begun.",
};
pub const NO_AGREED: Text = Text { bg: "няма договорена дата", en: "no agreed date" };
pub const NOT_MOVED: Text = Text { bg: "не е местена", en: "not moved" };

const UNKNOWN_PART: Text = Text { bg: "? няма данни", en: "? no data" };

/// The figure's name.
#[must_use]
pub fn figure_name(figure: Figure) -> Text {
    match figure {
        Figure::All => {
            Text { bg: "покритие във всички райони", en: "coverage in all districts" }
        }
        Figure::One => Text {
            bg: "покритие в поне един район", en: "coverage in at least one district"
        },
        Figure::Residents => Text { bg: "покритие по жители", en: "coverage by residents" },
        Figure::Unknown => Text { bg: "райони без данни", en: "districts without data" },
        Figure::Reported => Text {
            bg: "работещи само по публичен източник",
            en: "live by a public source only",
        },
        Figure::Lowest => Text { bg: "най-нисък етап", en: "lowest milestone" },
        Figure::Median => Text { bg: "медиана на етапите", en: "median milestone" },
        Figure::Highest => Text { bg: "най-висок етап", en: "highest milestone" },
        Figure::Spread => {
            Text { bg: "разлика между районите", en: "spread between districts" }
        }
        Figure::OnlyReported => Text {
            bg: "извън сметката, само по публичен източник",
            en: "left out, only reported by a public source",
        },
        Figure::Tally => Text { bg: "изпълнени изисквания", en: "requirements met" },
        Figure::Submitted => {
            Text { bg: "изисквания за решение", en: "requirements to decide" }
        }
        Figure::ToDo => {
            Text { bg: "изисквания за изпълнение", en: "requirements to do" }
        }
        Figure::Returned => Text { bg: "върнати изисквания", en: "requirements sent back" },
        Figure::Expired => Text { bg: "изтекли изисквания", en: "expired requirements" },
        Figure::ToMark => Text { bg: "етапи за отмятане", en: "milestones to mark" },
        Figure::WorkingDays => Text {
            bg: "работни дни до или след договорената дата",
            en: "working days before or after the agreed date",
        },
        Figure::Moved => {
            Text { bg: "преместени договорени дати", en: "agreed dates moved" }
        }
        Figure::Overdue => Text {
            bg: "дни след очакваното връщане", en: "days after the expected return"
        },
        Figure::Waiting => Text { bg: "какво чака", en: "what waits" },
    }
}

/// The figure's rule in one sentence.
#[must_use]
pub fn figure_rule(figure: Figure) -> Text {
    match figure {
        Figure::All => Text {
            bg: "Броят на работещите райони от всички райони; програмата работи във всички едва когато двете числа са равни, а процентът се закръглява надолу.",
            en: "The number of live districts out of all districts; the programme works in all only when both numbers are equal, and the percentage is rounded down.",
        },
        Figure::One => Text {
            bg: "Отговорът е „да“, щом поне един район работи днес.",
            en: "The answer is “yes” as soon as at least one district is live today.",
        },
        Figure::Residents => Text {
            bg: "Жителите на работещите райони от жителите на всички райони по преброяването от 2011 г., последното с данни за всеки район, закръглено надолу.",
            en: "The residents of live districts out of the residents of all districts at the census of 2011, the last with a figure for each, rounded down.",
        },
        Figure::Unknown => Text {
            bg: "Броят на районите, за които няма нито отметка, нито започнат контролен списък.",
            en: "The number of districts with neither a mark nor a checklist that was begun.",
        },
        Figure::Reported => Text {
            bg: "Броят на районите, които работят само според публичен източник, без потвърждение от координатор.",
            en: "The number of districts that are live by a public source only, without a coordinator's confirmation.",
        },
        Figure::Lowest => Text {
            bg: "Най-ниският етап сред районите с потвърдена подготвеност.",
            en: "The lowest milestone among districts whose readiness is confirmed.",
        },
        Figure::Median => Text {
            bg: "Средният по ред етап сред районите с потвърдена подготвеност; при четен брой – средата между двата средни.",
            en: "The middle milestone among districts whose readiness is confirmed; with an even number, halfway between the two in the middle.",
        },
        Figure::Highest => Text {
            bg: "Най-високият етап сред районите с потвърдена подготвеност.",
            en: "The highest milestone among districts whose readiness is confirmed.",
        },
        Figure::Spread => Text {
            bg: "Най-високият потвърден етап минус най-ниския.",
            en: "The highest confirmed milestone less the lowest.",
        },
        Figure::OnlyReported => Text {
            bg: "Броят на районите, за които се знае само от публичен източник; чуждата дума не е потвърдена подготвеност.",
            en: "The number of districts known from a public source only; somebody else's word is not confirmed readiness.",
        },
        Figure::Tally => Text {
            bg: "Потвърдените изисквания с валидно доказателство от всички, които се отнасят за района.",
            en: "Requirements confirmed with valid evidence, out of all that apply to the district.",
        },
        Figure::Submitted => Text {
            bg: "Изискванията с подадено доказателство, които са при общината и по които координатор още не е решил.",
            en: "Requirements with submitted evidence that are with the municipality and that no coordinator has decided on.",
        },
        Figure::ToDo => Text {
            bg: "Изискванията, по които на ход е районът и които може да изпълни сега: нищо друго не трябва да стане първо.",
            en: "Requirements that are the district's move and that it can meet now: nothing else must come first.",
        },
        Figure::Returned => Text {
            bg: "Изискванията, чието доказателство или ново доказателство е върнато на района за поправка.",
            en: "Requirements whose evidence, or new evidence, was sent back to the district.",
        },
        Figure::Expired => Text {
            bg: "Изискванията, чието доказателство е след последния си ден и за които на ход е районът.",
            en: "Requirements whose evidence is past its last day and which are the district's move.",
        },
        Figure::ToMark => Text {
            bg: "Етапите, за които всичко е потвърдено и които още не са отметнати.",
            en: "Milestones for which all is confirmed and which are not marked yet.",
        },
        Figure::WorkingDays => Text {
            bg: "Броят се дните след първата от двете дати до втората включително, без съботите, неделите и официалните празници; закъснява само район, който сам има какво да направи.",
            en: "Counted are the days after the first of the two dates up to and including the second, without Saturdays, Sundays and official holidays; only a district that has something to do itself is late.",
        },
        Figure::Overdue => Text {
            bg: "Броят се календарните дни след деня на очакваното връщане до днешния включително, докато временното спиране трае.",
            en: "Counted are the calendar days after the day of the expected return up to and including today, for as long as the suspension lasts.",
        },
        Figure::Moved => Text {
            bg: "Всяка промяна на вече определена договорена дата е едно преместване, също когато между двете е била отменена; дните по-късно се събират, дните по-рано се вадят.",
            en: "Every change of an agreed date that had been set is one move, also when it was taken away in between; days later are added, days earlier are subtracted.",
        },
        Figure::Waiting => Text {
            bg: "Неизпълнените изисквания, за които всичко предходно е готово или които вече са подадени, върнати или с изтекло доказателство, новите доказателства за решаване или поправка и етапите за отмятане, по това кой е на ход.",
            en: "Requirements that are not met and for which all that comes first is done or which were submitted, sent back or have expired, new evidence to decide on or correct, and milestones to mark, by whose move they are.",
        },
    }
}

/// How a row counts in a figure, in words.
#[must_use]
pub fn part_text(figure: Figure, part: Part) -> Text {
    match part {
        // Coverage is of all districts, also of those nothing is known of.
        Part::LeftOut if figure.family() == Family::Coverage => UNKNOWN_PART,
        Part::Counted => Text { bg: "✓ брои се", en: "✓ counted" },
        Part::Decides => {
            Text { bg: "✓ определя стойността", en: "✓ decides the value" }
        }
        Part::NotCounted => Text { bg: "– не се брои", en: "– not counted" },
        Part::LeftOut => Text { bg: "? извън сметката", en: "? left out" },
    }
}
