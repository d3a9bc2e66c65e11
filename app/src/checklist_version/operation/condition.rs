//! The conditions that requirements of a draft can depend on.

use super::{Drafting, drafted_text, fresh};
use crate::checklist_version::model::new_key;
use crate::checklist_version::store;
use crate::db::Change;
use crate::error::{AppError, Rule};
use crate::id::Version;
use crate::text::{Bilingual, Lang};

pub(super) async fn add(
    change: &Change,
    drafting: &Drafting,
    seen: Version,
    name: Bilingual,
) -> Result<(), AppError> {
    let Drafting { draft, drafted, .. } = drafting;
    let stale = draft.version != seen;
    for (known, field) in [(Lang::Bg, "condition_bg"), (Lang::En, "condition_en")] {
        if drafted.conditions.values().any(|one| one.get(known) == name.get(known)) {
            // Sent twice, it is there once.
            let sent_twice = stale && drafted.conditions.values().any(|one| *one == name);
            return if sent_twice { Ok(()) } else { Err(AppError::invalid(field, Rule::ExistsAlready)) };
        }
    }
    fresh(drafting, seen, "condition_bg", Some(drafted_text(drafting)))?;
    let key = new_key(&name, "condition", &drafted.conditions.keys().cloned().collect());
    store::raise_draft(change, *draft, seen).await?;
    store::create_condition(change, drafted.id, &key, name).await
}

pub(super) async fn remove(
    change: &Change,
    drafting: &Drafting,
    seen: Version,
    key: &str,
) -> Result<(), AppError> {
    let Drafting { draft, drafted, .. } = drafting;
    if !drafted.conditions.contains_key(key) {
        return Ok(());
    }
    if store::list_used_conditions(&change.tx, drafted.id).await?.contains(key) {
        return Err(AppError::invalid("condition", Rule::InUse));
    }
    fresh(drafting, seen, "condition", Some(drafted_text(drafting)))?;
    store::raise_draft(change, *draft, seen).await?;
    store::delete_condition(change, drafted.id, key).await
}
