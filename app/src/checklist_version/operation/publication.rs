//! A draft is published; a publication is taken back before its first day: a
//! mistaken date would lock the checklist until then, for a version cannot hold
//! before the one it follows.

use chrono::NaiveDate;

use super::{At, Drafting, drafted_text, fresh};
use crate::checklist_version::model::check_publication;
use crate::checklist_version::store::{self, VersionRow};
use crate::checklist_version::text::HOLDS_FROM;
use crate::db::Change;
use crate::error::{AppError, Rule};
use crate::id::{ProgrammeId, Version};
use crate::ledger::model::Item;
use crate::ledger::store::Draft as Entry;
use crate::programme::store::load_programme_version;
use crate::text::{Bilingual, Lang, long_date};

pub(super) async fn publish(
    change: &mut Change,
    drafting: &Drafting,
    seen: Version,
    holds_from: NaiveDate,
    reason: Option<String>,
) -> Result<(), AppError> {
    let Drafting { draft, before, drafted, present } = drafting;
    fresh(drafting, seen, "holds_from", Some(drafted_text(drafting)))?;
    if holds_from < before.holds_from {
        let (number, holds_from) = (before.number, before.holds_from.to_string());
        return Err(AppError::invalid("holds_from", Rule::BeforeVersion { number, holds_from }));
    }
    check_publication(&present.checklist, &drafted.checklist, holds_from, before.holds_from, change.today)
        .map_err(|rule| AppError::invalid("holds_from", rule))?;
    store::publish(change, *draft, seen, holds_from).await?;
    let publication = store::publication(&drafted.checklist, holds_from);
    let today = change.today;
    change
        .append(Entry {
            programme: &drafted.key,
            district: "",
            item: Item::Checklist(draft.number),
            operation: "publish_version",
            old: None,
            new: Some(&publication),
            reason: reason.as_deref(),
            // That it was published is so from today; from when it holds is in it.
            effective_on: Some(today),
        })
        .await
}

/// Makes the last published version a draft again, with all it asks for. It has
/// held on no day, so no page of the past changes.
pub(super) async fn withdraw(
    change: &mut Change,
    at: &At,
    programme: ProgrammeId,
    rows: &[VersionRow],
    reason: String,
) -> Result<(), AppError> {
    let row = rows.iter().copied().find(|one| one.number == at.number).ok_or(AppError::NotFound)?;
    if row.is_draft() {
        // Somebody else has.
        return Ok(());
    }
    let refuse = |rule| Err(AppError::invalid("reason", rule));
    // A colleague may have withdrawn it and published it for another day.
    if row.version != at.version {
        let words = |lang: Lang| format!("{} {}", HOLDS_FROM.get(lang), long_date(lang, row.holds_from));
        let present = Some(Bilingual { bg: words(Lang::Bg), en: words(Lang::En) });
        return refuse(Rule::TextChangedMeanwhile { present });
    }
    if row.holds_from <= change.today || row.published().is_none() {
        return refuse(Rule::HoldsAlready { number: row.number, holds_from: row.holds_from.to_string() });
    }
    if let Some(later) = rows.iter().find(|one| one.number > row.number) {
        return refuse(Rule::VersionFollows { number: later.number });
    }
    let drafted = load_programme_version(&change.tx, programme, row.number).await?;
    let publication = store::publication(&drafted.checklist, row.holds_from);
    store::withdraw(change, row).await?;
    let today = change.today;
    change
        .append(Entry {
            programme: &drafted.key,
            district: "",
            item: Item::Checklist(row.number),
            operation: "withdraw_version",
            old: Some(&publication),
            new: None,
            reason: Some(&reason),
            effective_on: Some(today),
        })
        .await
}
