//! The words of the second view.

use crate::text::Text;

pub const VIEWS: Text = Text { bg: "Изглед", en: "View" };
pub const MOSAIC: Text = Text { bg: "мозайка", en: "mosaic" };
pub const TRUE_BOUNDARIES: Text =
    Text { bg: "действителни граници", en: "true boundaries" };
pub const SOURCE_OF: Text = Text {
    bg: "Граници, опростени за екрана. Източник",
    en: "Boundaries, simplified for the screen. Source",
};
pub const IMPORTED: Text = Text { bg: "внесени на", en: "imported on" };
