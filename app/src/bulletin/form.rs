//! The forms of the bulletin become what the rules take.

use super::markdown::{LONGEST, Rendered, render};
use super::model::Month;
use crate::error::{AppError, Rule};
use crate::onboarding::form::Fields;
use crate::text::Bilingual;
use crate::text::visible::invisible;

/// The month a form is about.
///
/// # Errors
/// [`AppError::Invalid`].
pub fn month(raw: &str) -> Result<Month, AppError> {
    raw.parse().map_err(|()| AppError::invalid("month", Rule::NotOffered))
}

/// What becomes of a text: kept as a draft, or published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    Save,
    Publish,
}

/// The text in both languages. A draft may hold anything that is text; what is
/// published loses nothing on its way to the page.
///
/// # Errors
/// [`AppError::Invalid`].
pub fn text(text_bg: &str, text_en: &str, act: &str) -> Result<(Bilingual, Act), AppError> {
    let mut fields = Fields::default();
    let act = fields.choice("act", act, |key| match key {
        "save" => Some(Act::Save),
        "publish" => Some(Act::Publish),
        _ => None,
    });
    let mut one = |field: &str, raw: &str| {
        let text = raw.trim().replace("\r\n", "\n");
        if let Some(code) = invisible(&text) {
            fields.refuse(field, Rule::Invisible { code });
        } else if text.chars().count() > LONGEST {
            fields.refuse(field, Rule::TooLong { max: 20_000 });
        } else {
            // What is an entity in the source is a character on the page.
            let Rendered { dropped, invisible, is_blank, .. } = render(&text, "");
            let publishing = act == Some(Act::Publish);
            if let Some(code) = invisible {
                fields.refuse(field, Rule::Invisible { code });
            } else if publishing && !dropped.is_empty() {
                fields.refuse(field, Rule::LeftOut { what: dropped });
            } else if publishing && is_blank {
                fields.refuse(field, Rule::Required);
            }
        }
        text
    };
    let text = Bilingual { bg: one("text_bg", text_bg), en: one("text_en", text_en) };
    fields.finish(act.map(|act| (text, act)))
}
