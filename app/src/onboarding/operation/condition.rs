//! What is known of a district's circumstances.

use super::{Written, append};
use crate::db::Change;
use crate::error::{AppError, Rule};
use crate::id::Version;
use crate::ledger::model::Item;
use crate::ledger::text::holds_text;
use crate::onboarding::model::Circumstance;
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
    let known = onboarding.progress.conditions.get(&condition).copied();
    let old = known.map(|one| one.holds);
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
    let said = holds.map(|holds| Circumstance::said(known, holds, change.today));
    store::save_condition(change, onboarding.id, &condition, seen, said).await?;
    let effective_on = Some(change.today);
    append(
        change,
        onboarding,
        Written {
            item: Item::Condition(condition.clone()),
            operation: "set_condition",
            old: known.as_ref(),
            new: said.as_ref(),
            reason: None,
            effective_on,
        },
    )
    .await?;
    onboarding.condition_versions.insert(condition.clone(), seen.next());
    match said {
        Some(said) => onboarding.progress.conditions.insert(condition, said),
        None => onboarding.progress.conditions.remove(&condition),
    };
    Ok(())
}
