//! What is known of a district's circumstances.

use super::{Written, append};
use crate::db::Change;
use crate::error::{AppError, Rule};
use crate::id::Version;
use crate::ledger::model::Item;
use crate::ledger::text::holds_text;
use crate::onboarding::store::{self, Onboarding};
use crate::text::{Bilingual, Lang};

pub(super) async fn set_condition(
    change: &mut Change,
    onboarding: &mut Onboarding,
    seen: Version,
    condition: String,
    holds: Option<bool>,
) -> Result<(), AppError> {
    if !onboarding.programme.conditions.contains_key(&condition) {
        return Err(AppError::NotFound);
    }
    let old = onboarding.progress.conditions.get(&condition).copied();
    let version = onboarding.condition_version(&condition);
    if old == holds {
        let stale = version != seen;
        return if stale { Ok(()) } else { Err(AppError::invalid("holds", Rule::Unchanged)) };
    }
    // One of three values: the second author sees the first's and sends again.
    if version != seen {
        let words = |lang| holds_text(lang, old).to_owned();
        let present = Some(Bilingual { bg: words(Lang::Bg), en: words(Lang::En) });
        return Err(AppError::invalid("holds", Rule::TextChangedMeanwhile { present }));
    }
    store::save_condition(change, onboarding.id, &condition, seen, holds).await?;
    let effective_on = Some(change.today);
    append(
        change,
        onboarding,
        Written {
            item: Item::Condition(condition.clone()),
            operation: "set_condition",
            old: old.as_ref(),
            new: holds.as_ref(),
            reason: None,
            effective_on,
        },
    )
    .await?;
    onboarding.condition_versions.insert(condition.clone(), seen.next());
    match holds {
        Some(holds) => onboarding.progress.conditions.insert(condition, holds),
        None => onboarding.progress.conditions.remove(&condition),
    };
    Ok(())
}
