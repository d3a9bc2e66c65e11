//! From SVG to PNG. Fonts are built in: a card looks the same on every machine.

use std::sync::{Arc, LazyLock};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::fontdb::{Database, ID};
use resvg::usvg::{FontResolver, Options, Tree};
use tokio::sync::Semaphore;

use super::picture::SIZE;
use crate::db::internal;
use crate::error::AppError;

/// So many are drawn at once; a picture takes a processor for a tenth of a second.
static AT_ONCE: Semaphore = Semaphore::const_new(2);

/// Made by frontend/card-fonts.mjs; the licence lies beside them.
const FONTS: [&[u8]; 4] = [
    include_bytes!("fonts/sofia-sans-cyrillic-400.ttf"),
    include_bytes!("fonts/sofia-sans-cyrillic-700.ttf"),
    include_bytes!("fonts/sofia-sans-latin-400.ttf"),
    include_bytes!("fonts/sofia-sans-latin-700.ttf"),
];

static LETTERS: LazyLock<Arc<Database>> = LazyLock::new(|| {
    let mut letters = Database::new();
    for font in FONTS {
        letters.load_font_data(font.to_vec());
    }
    Arc::new(letters)
});

/// What went wrong in drawing.
#[derive(Debug, thiserror::Error)]
enum RenderError {
    #[error("the card is no SVG: {0}")]
    Read(#[from] resvg::usvg::Error),
    #[error("a picture of no size")]
    Size,
    #[error("the picture cannot be written: {0}")]
    Write(String),
}

/// The picture of an SVG, drawn beside the other work of the server.
///
/// # Errors
/// [`AppError::Internal`].
pub async fn png(svg: String) -> Result<Vec<u8>, AppError> {
    let _permit = AT_ONCE.acquire().await.map_err(|error| internal(&error))?;
    let drawn = tokio::task::spawn_blocking(move || draw(&svg)).await.map_err(|error| internal(&error))?;
    drawn.map_err(|error| internal(&error))
}

fn draw(svg: &str) -> Result<Vec<u8>, RenderError> {
    let font_resolver = FontResolver { select_fallback: Box::new(of_same_weight), ..FontResolver::default() };
    let options = Options {
        fontdb: LETTERS.clone(),
        font_family: "Sofia Sans".to_owned(),
        font_resolver,
        ..Options::default()
    };
    let tree = Tree::from_str(svg, &options)?;
    let mut picture = Pixmap::new(SIZE.0, SIZE.1).ok_or(RenderError::Size)?;
    resvg::render(&tree, Transform::default(), &mut picture.as_mut());
    picture.encode_png().map_err(|error| RenderError::Write(error.to_string()))
}

/// Cyrillic and Latin letters are in two files: the other one of the same weight.
fn of_same_weight(letter: char, used: &[ID], letters: &mut Arc<Database>) -> Option<ID> {
    let weight = letters.face(*used.first()?)?.weight;
    let others = letters.faces().filter(|face| face.weight == weight && !used.contains(&face.id));
    others.map(|face| face.id).find(|id| has_letter(letters, *id, letter))
}

fn has_letter(letters: &Database, id: ID, letter: char) -> bool {
    let cyrillic = matches!(letter, '\u{400}'..='\u{52f}' | '№');
    let index = letters.faces().position(|face| face.id == id);
    // In the order of `FONTS`: two Cyrillic ones first.
    index.is_some_and(|index| (index < 2) == cyrillic)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_both_alphabets_are_drawn_in_both_weights() {
        let dark = |text: &str, weight: u32| {
            let svg = format!(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1200\" height=\"630\" font-family=\"Sofia Sans\">\
                 <text x=\"50\" y=\"300\" font-size=\"80\" font-weight=\"{weight}\">{text}</text></svg>"
            );
            let picture = Pixmap::decode_png(&draw(&svg).unwrap()).unwrap();
            assert_eq!((picture.width(), picture.height()), SIZE);
            picture.pixels().iter().map(|pixel| u64::from(pixel.alpha())).sum::<u64>()
        };
        for text in ["Щъркел", "Sofia", "24", "24 района", "район 24", "„“–№%"] {
            assert!(dark(text, 700) > dark(text, 400), "{text}");
        }
    }
}
