//! How the map is looked at, as its links say: what the colours stand for and
//! what is drawn.

use super::model::measure::Colour;
use crate::error::AppError;
use crate::shell::Params;

/// How the map is looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct View {
    /// What the colours stand for.
    pub colour: Colour,
    /// What is drawn.
    pub drawing: Drawing,
}

/// What is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Drawing {
    /// The mosaic, where every district is large enough to read.
    #[default]
    Mosaic,
    /// The boundaries an administrator has imported.
    Boundaries,
}

impl View {
    /// What a link asks for.
    ///
    /// # Errors
    /// [`AppError::NotFound`] when it names what is not offered.
    pub fn read(params: &Params) -> Result<Self, AppError> {
        let colour = match params.get("color") {
            Some(key) => Colour::from_key(key).ok_or(AppError::NotFound)?,
            None => Colour::default(),
        };
        let drawing = match params.get("view") {
            Some("boundaries") => Drawing::Boundaries,
            Some("mosaic") | None => Drawing::Mosaic,
            Some(_) => return Err(AppError::NotFound),
        };
        Ok(Self { colour, drawing })
    }

    /// Names and values for links; what is so anyway is left out.
    #[must_use]
    pub fn pairs(self) -> Vec<(&'static str, String)> {
        let colour = (self.colour != Colour::default()).then(|| ("color", self.colour.key().to_owned()));
        let drawing = (self.drawing != Drawing::default()).then(|| ("view", "boundaries".to_owned()));
        colour.into_iter().chain(drawing).collect()
    }

    /// The same for the end of a query.
    #[must_use]
    pub fn tail(self) -> String {
        self.pairs().iter().map(|(name, value)| format!("&{name}={value}")).collect()
    }
}
