//! The words of places.

use crate::text::Text;

pub const CAPACITY: Text = Text { bg: "Места по седмици", en: "Places by week" };
pub const LEAD: Text = Text {
    bg: "Колко района могат да тръгнат в една седмица. Районът заема място в седмицата, в която е тръгнал, а дотогава – в седмицата на договорената си дата.",
    en: "How many districts may go live in a week. A district takes a place in the week in which it went live and, until then, in that of its agreed date.",
};
pub const EVERY_WEEK: Text = Text { bg: "Във всяка седмица", en: "In every week" };
pub const EVERY_WEEK_HINT: Text = Text {
    bg: "За седмиците без собствено число. Празно означава без ограничение.",
    en: "For weeks without a number of their own. Empty means no limit.",
};
pub const OWN_HINT: Text = Text {
    bg: "Празно означава колкото във всяка седмица.",
    en: "Empty means as in every week.",
};
pub const WEEK: Text = Text { bg: "Седмица", en: "Week" };
pub const PLACES: Text = Text { bg: "Места", en: "Places" };
pub const LEFT: Text = Text { bg: "Свободни", en: "Left" };
pub const TAKEN_BY: Text = Text { bg: "Заети от", en: "Taken by" };
pub const NOBODY: Text = Text { bg: "никого", en: "nobody" };
pub const NO_LIMIT: Text = Text { bg: "без ограничение", en: "no limit" };
pub const OWN: Text = Text { bg: "само за тази седмица", en: "for this week only" };
pub const CHANGE: Text = Text { bg: "Промяна", en: "Change" };
pub const REASON: Text = Text { bg: "Причина (по желание)", en: "Reason (optional)" };
pub const NEXT_WEEKS: Text = Text { bg: "Следващите седмици", en: "The next weeks" };
