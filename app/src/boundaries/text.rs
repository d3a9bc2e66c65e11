//! The words of the second view.

use crate::text::Text;

pub const VIEWS: Text = Text { bg: "Изглед", en: "View" };
pub const MOSAIC: Text = Text { bg: "мозайка", en: "mosaic" };
pub const TRUE_BOUNDARIES: Text =
    Text { bg: "действителни граници", en: "true boundaries" };
pub const SIMPLIFIED: Text = Text {
    bg: "Граници, опростени за екрана",
    en: "Boundaries, simplified for the screen",
};
pub const SOURCE: Text = Text { bg: "Източник", en: "Source" };
pub const NO_SOURCE: Text =
    Text { bg: "източникът не е посочен", en: "no source was given" };
pub const IMPORTED: Text = Text { bg: "внесени на", en: "imported on" };
