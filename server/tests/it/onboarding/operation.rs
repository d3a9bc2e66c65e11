//! What the list of cases must know of an operation.

use app::auth::model::Right;
use app::clock::Moment;
use app::clock::source::Clock as _;
use app::error::Rule;
use app::ledger::model::Entry;
use app::text::Lang;
use serde_json::Value;

use crate::support::World;
use crate::support::client::{Answer, Client, Fields, fields};
use crate::support::people::Who;

/// An operation on one onboarding in `unified-model`, and a change that makes
/// sense to its author.
pub struct Operation {
    /// The server function.
    pub name: &'static str,
    /// The right it needs.
    pub right: Right,
    /// Who has it.
    pub who: Who,
    /// Somebody else who has it.
    pub colleague: Who,
    pub district: &'static str,
    /// The field that names the item, and its key.
    pub item: Option<(&'static str, &'static str)>,
    /// What happens before, so that the change can be made.
    pub before: Vec<Step>,
    /// What the author fills in.
    pub fields: Fields,
    /// What is refused of it.
    pub refusals: Vec<Refusal>,
    /// What a colleague saves first, after which the change still makes sense.
    pub between: Vec<Step>,
    /// How the conflict page says what the colleague saved.
    pub theirs: [&'static str; 2],
    /// What the ledger gains.
    pub entry: Written,
    /// What the public reads of it afterwards and not before.
    pub shown: [&'static str; 2],
}

/// A change that somebody else makes.
#[derive(Clone)]
pub struct Step {
    pub who: Who,
    pub name: &'static str,
    pub item: Option<(&'static str, &'static str)>,
    pub fields: Fields,
}

/// Input that is refused.
pub struct Refusal {
    /// What is filled in otherwise.
    pub instead: Fields,
    /// The field that is left out altogether.
    pub without: &'static str,
    /// Days that pass before it is sent.
    pub days: u64,
    /// Which fields break which rules, in order.
    pub broken: Vec<(&'static str, Rule)>,
}

/// A ledger entry, but for what is the same in all.
pub struct Written {
    pub item: &'static str,
    pub old: Value,
    pub new: Value,
    pub reason: Option<&'static str>,
    pub effective_on: &'static str,
}

pub fn step<const N: usize>(
    who: Who,
    name: &'static str,
    item: Option<(&'static str, &'static str)>,
    filled_in: [(&str, &str); N],
) -> Step {
    Step { who, name, item, fields: fields(filled_in) }
}

/// One field filled in otherwise, and the rule it breaks.
pub fn refused(field: &'static str, value: &str, rule: Rule) -> Refusal {
    Refusal { broken: vec![(field, rule)], ..together([(field, value)]) }
}

/// Several fields filled in otherwise.
pub fn together<const N: usize>(instead: [(&str, &str); N]) -> Refusal {
    Refusal { instead: fields(instead), without: "", days: 0, broken: Vec::new() }
}

impl Refusal {
    /// The form as it is filled in.
    pub fn of(&self, form: &Fields) -> Fields {
        let mut form = instead(form, &self.instead);
        form.retain(|(name, _)| name != self.without);
        form
    }
}

impl Step {
    /// Makes the change on top of what is there now. A gate opens before the mark
    /// that is made past it, so what only prepares one is as old as can be:
    /// of the day of the installation.
    pub async fn take(&self, world: &World, district: &str) {
        let days = if self.name == "set_aside_requirement" { 60 } else { 0 };
        self.take_ago(days, world, district).await;
    }

    /// The same, today.
    pub async fn take_now(&self, world: &World, district: &str) {
        let client = world.sign_in(self.who).await;
        let mut sent = world.seen_for(self.name, district, self.item).await;
        sent.extend(self.fields.clone());
        let answer = client.json(self.name, &sent).await;
        assert_eq!(answer.status, 200, "{}: {}", self.name, answer.text());
    }

    /// The same, so many days ago: what is marked must have been decided before.
    pub async fn take_ago(&self, days: i64, world: &World, district: &str) {
        let now = world.clock.now();
        world.clock.set(Moment(now.0 - days * 86_400_000));
        self.take_now(world, district).await;
        world.clock.set(now);
    }
}

impl Operation {
    /// Brings the onboarding to where the change can be made.
    pub async fn prepare(&self, world: &World) {
        for step in &self.before {
            step.take(world, self.district).await;
        }
    }

    /// Makes the change.
    pub async fn take(&self, world: &World) {
        let client = world.sign_in(self.who).await;
        let answer = client.json(self.name, &self.form(world, Lang::Bg).await).await;
        assert_eq!(answer.status, 200, "{}: {}", self.name, answer.text());
    }

    /// The whole form, in a language, on top of what is there now.
    pub async fn form(&self, world: &World, lang: Lang) -> Fields {
        let mut form = fields([("lang", lang.code()), ("back", &self.checklist(lang))]);
        form.extend(world.seen_for(self.name, self.district, self.item).await);
        form.extend(self.fields.clone());
        form
    }

    pub fn checklist(&self, lang: Lang) -> String {
        format!("/{}/rayoni/{}/spisak?programme=unified-model", lang.code(), self.district)
    }

    pub fn public_page(&self, lang: Lang) -> String {
        format!("/{}/rayoni/{}", lang.code(), self.district)
    }

    /// The item's key, as the answer to its form is kept.
    pub fn key(&self) -> &'static str {
        self.item.map_or("", |(_, key)| key)
    }

    /// What the ids of its form's fields begin with.
    pub fn prefix(&self) -> String {
        self.item.map_or_else(|| self.name.to_owned(), |(_, key)| format!("{}-{key}", self.name))
    }

    /// Sends the form as an island or as a page.
    pub async fn send(&self, client: &Client, form: &Fields, how: How) -> Answer {
        match how {
            How::Island => client.json(self.name, form).await,
            How::Page => client.form(self.name, form).await,
        }
    }

    /// Holds an entry against what was expected.
    pub fn check_entry(&self, entry: &Entry) {
        let read = |json: &Option<String>| -> Value {
            json.as_deref().map_or(Value::Null, |json| serde_json::from_str(json).unwrap())
        };
        let expected = &self.entry;
        assert_eq!(entry.programme, "unified-model");
        assert_eq!(entry.district, self.district);
        assert_eq!(entry.item, expected.item);
        assert_eq!(entry.operation, self.name);
        assert_eq!(read(&entry.old), expected.old, "the old value");
        assert_eq!(read(&entry.new), expected.new, "the new value");
        assert_eq!(entry.reason.as_deref(), expected.reason);
        assert_eq!(entry.account_name.as_deref(), Some(self.who.user_name()));
        assert_eq!(entry.role, self.who.role().key());
        assert_eq!(entry.effective_on.map(|day| day.to_string()).as_deref(), Some(expected.effective_on));
    }
}

/// How a form is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    Island,
    Page,
}

/// Puts what is filled in otherwise into a form.
fn instead(form: &Fields, other: &Fields) -> Fields {
    let kept = form.iter().filter(|(name, _)| !other.iter().any(|(changed, _)| changed == name));
    kept.chain(other).cloned().collect()
}
