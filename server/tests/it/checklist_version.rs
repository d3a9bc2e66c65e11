//! Versions of a checklist: drafted, looked at, published; what is recorded
//! carries over, and days before it show what held then.

mod condition;
mod publication;
mod refusal;
mod together;

use app::error::{AppError, Rule};

use crate::support::World;
use crate::support::client::{Answer, Client, Fields, fields};

pub use condition::set_a_condition;

pub const LIST: &str = "/bg/tablo/versii?programme=unified-model";
pub const DRAFT: &str = "/bg/tablo/versii/2?programme=unified-model";
pub const EFFECT: &str = "/bg/tablo/versii/2/vliyanie?programme=unified-model";
pub const FORM: &str = "/bg/tablo/versii/2/iziskvane?programme=unified-model";

pub fn rule(answer: &Answer) -> (String, Rule) {
    match answer.error() {
        AppError::Invalid { mut problems } => {
            let problem = problems.remove(0);
            (problem.field, problem.rule)
        }
        error => panic!("{error:?}"),
    }
}

pub async fn version(world: &World) -> String {
    let rows = world.rows("SELECT version FROM checklist_version WHERE published_at IS NULL").await;
    rows.first().map_or_else(|| "0".to_owned(), |row| row["version"].to_string())
}

/// A form of version 2 as it is published.
pub async fn of_published<const N: usize>(world: &World, more: [(&str, &str); N]) -> Fields {
    let rows = world.rows("SELECT version FROM checklist_version WHERE number = 2").await;
    let mut form = form(world, more).await;
    form[3].1 = rows[0]["version"].to_string();
    form
}

/// A form of the draft as it is now.
pub async fn form<const N: usize>(world: &World, more: [(&str, &str); N]) -> Fields {
    let version = version(world).await;
    let mut form = fields([
        ("lang", "bg"),
        ("back", DRAFT),
        ("programme", "unified-model"),
        ("version", version.as_str()),
        ("number", "2"),
    ]);
    form.extend(fields(more));
    form
}

pub async fn done<const N: usize>(world: &World, client: &Client, function: &str, more: [(&str, &str); N]) {
    let answer = client.json(function, &form(world, more).await).await;
    assert_eq!(answer.status, 200, "{function}: {}", answer.text());
}

pub const NEW: [(&str, &str); 11] = [
    ("requirement", ""),
    ("milestone", "preparation"),
    ("name_bg", "Обучен заместник"),
    ("name_en", "Trained deputy"),
    ("source_bg", "Съставителите"),
    ("source_en", "The authors"),
    ("next_bg", "Определете заместник."),
    ("next_en", "Name a deputy."),
    ("evidence_asked", "document"),
    ("holder", "district"),
    ("must_be_met_by", "2027-06-30"),
];
