//! A checklist as it is shown: every word ready, nothing to compute. Made by
//! the server, sent to the browser as an island's prop, and therefore public to
//! whoever is shown the page.

use serde::{Deserialize, Serialize};

use super::model::{Evidence, Standing};
use crate::id::{OnboardingId, Version};
use crate::text::Lang;

/// A district's checklist in a programme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChecklistView {
    pub lang: Lang,
    pub onboarding: OnboardingId,
    /// Sent along with what concerns the onboarding.
    pub version: Version,
    /// The page's path, to come back to.
    pub back: String,
    /// Today, for the upper bound of dates (ISO).
    pub today: String,
    /// The first day anything can have happened (ISO).
    pub starts_on: String,
    pub can: Can,
    /// The derived status in words.
    pub status: String,
    /// Its style classes.
    pub status_class: String,
    /// Whose move it is and since when, in a sentence.
    pub whose_move: String,
    /// „17 от 26 изисквания“.
    pub tally: String,
    /// The page that explains it.
    pub tally_href: String,
    /// How much was met before the checklist version that holds and how much
    /// came with it; empty when it added nothing.
    pub carried: String,
    /// Of milestones already reached: what is still to do, and by when.
    pub still_to_do: Vec<MissingView>,
    /// That the district waits for others and is not late; empty when it acts.
    pub stance: String,
    /// Evidence that is running out or has run out, the nearest day first.
    pub expiring: Vec<MissingView>,
    pub missing: Vec<MissingView>,
    pub milestones: Vec<MilestoneView>,
    pub dates: DatesView,
    /// The public reason and dates of a suspension.
    pub suspension: Option<String>,
    /// Its first day, its reason and the day of the expected return, for the form.
    pub suspended: Option<(String, String, String)>,
    pub live: bool,
    /// Names of the holders, by key, for choosing.
    pub holders: Vec<(String, String)>,
    /// The reasons for which dates change, by key, for choosing.
    pub slip_reasons: Vec<(String, String)>,
}

/// What the reader may do here.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Can {
    pub submit: bool,
    pub decide: bool,
    pub mark: bool,
    pub set_dates: bool,
    pub set_holder: bool,
    pub suspend: bool,
}

/// A requirement that is the reader's move or holds things up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MissingView {
    /// Where on the page it is done.
    pub href: String,
    pub name: String,
    /// Who has it and since when; of evidence, until when it is good.
    pub holder: String,
}

/// A milestone and what it needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MilestoneView {
    pub key: String,
    pub position: i32,
    pub name: String,
    /// „3 от 4“, empty while unknown.
    pub tally: String,
    /// The page that explains it.
    pub tally_href: String,
    /// „достигнат на …“, „по данни на …“.
    pub mark: Option<String>,
    /// The day of the standing mark (ISO), for the form.
    pub reached_iso: String,
    /// Whether a coordinator's mark stands.
    pub confirmed: bool,
    /// How many requirements keep the gate closed.
    pub gate_missing: u32,
    /// Why it cannot be marked now, whatever its gate; `None` when it can.
    pub not_now: Option<String>,
    pub rows: Vec<RowView>,
    /// Its own dates; `None` for the milestone at which a district is live, as
    /// those are the onboarding's.
    pub dates: Option<DatesView>,
}

/// A requirement in one district.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowView {
    pub key: String,
    pub name: String,
    pub version: Version,
    pub standing: Standing,
    /// Whether it does not apply by the district's conditions.
    pub excluded: bool,
    /// The basis: why it matters.
    pub basis: Option<String>,
    pub source: String,
    /// What to do next.
    pub next: String,
    /// What kind of evidence is asked for.
    pub asked: String,
    /// Who has it and since when; empty when nobody has to move.
    pub holder: String,
    /// The holder's key and since when (ISO), for the form.
    pub holder_key: String,
    pub holder_since: String,
    /// The shared outage that touches it; empty when none does.
    pub outage: String,
    /// „до 30.06.2027 г.“, while it is not met.
    pub must_be_met_by: Option<String>,
    /// The names of what must come first and is not met.
    pub waits_for: Vec<String>,
    pub evidence: Option<Evidence>,
    /// „валидно до …“.
    pub valid_until: Option<String>,
    /// The last good day (ISO), for the form.
    pub valid_until_iso: String,
    /// For how long evidence is good at most, in words; empty for good.
    pub valid_at_most: String,
    pub return_reasons: Vec<String>,
    pub note: Option<String>,
    /// New evidence that is to follow the confirmed one, and how it stands.
    pub renewal: Option<(Evidence, String)>,
    /// Whether new evidence can be submitted beside the confirmed one.
    pub renewable: bool,
    /// Whether a coordinator is to decide on the new evidence.
    pub renewal_waits: bool,
}

/// The three dates, for reading and for the form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DatesView {
    pub version: Version,
    /// How the agreed date and today compare, in a sentence; may be empty.
    pub timeliness: String,
    /// The weeks that still have places; empty without a limit.
    pub places: String,
    /// The reason to begin with.
    pub because: String,
    pub window: Option<String>,
    pub preferred: Option<String>,
    pub agreed: Option<String>,
    pub window_from_iso: String,
    pub window_to_iso: String,
    pub preferred_iso: String,
    pub agreed_iso: String,
}

impl ChecklistView {
    /// The name of a milestone or a requirement.
    #[must_use]
    pub fn name_of(&self, key: &str) -> Option<&str> {
        self.milestones.iter().find_map(|milestone| {
            if milestone.key == key {
                return Some(milestone.name.as_str());
            }
            milestone.rows.iter().find(|row| row.key == key).map(|row| row.name.as_str())
        })
    }

    /// Whether the reader is shown the form of this operation on this item (a
    /// requirement's or milestone's key; empty for the onboarding itself).
    #[must_use]
    pub fn offers(&self, operation: &str, item: &str) -> bool {
        let row = |fits: fn(&RowView) -> bool| {
            self.milestones.iter().flat_map(|one| &one.rows).any(|row| row.key == item && fits(row))
        };
        let confirmed = |wanted| self.milestones.iter().any(|one| one.key == item && one.confirmed == wanted);
        match operation {
            "submit_requirement" => self.can.submit && row(RowView::can_submit),
            "confirm_requirement" | "return_requirement" => self.can.decide && row(RowView::can_decide),
            "set_aside_requirement" => self.can.decide && row(RowView::can_set_aside),
            "reopen_requirement" => self.can.decide && row(RowView::can_reopen),
            "set_holder" => self.can.set_holder && row(RowView::is_open),
            "mark_milestone" => self.can.mark && confirmed(false),
            "take_back_mark" => self.can.mark && confirmed(true) && self.suspended.is_none(),
            "set_dates" => {
                // Going live has the onboarding's own dates; what is reached has its day.
                let of_item = |one: &&MilestoneView| match one.dates {
                    Some(_) => one.key == item,
                    None => item.is_empty(),
                };
                let milestone = self.milestones.iter().find(of_item);
                self.can.set_dates && milestone.is_some_and(|one| !one.confirmed)
            }
            "suspend_onboarding" => self.can.suspend && (self.live || self.suspended.is_some()),
            "return_onboarding" => self.can.suspend && self.suspension.is_some(),
            _ => false,
        }
    }
}

impl RowView {
    /// Whether the district can submit now.
    #[must_use]
    pub fn can_submit(&self) -> bool {
        self.can_set_aside() || (self.renewable && !self.excluded)
    }

    /// Whether a coordinator has something to decide.
    #[must_use]
    pub fn can_decide(&self) -> bool {
        !self.excluded && (self.standing == Standing::Submitted || self.renewal_waits)
    }

    /// Whether a coordinator can set it aside.
    #[must_use]
    pub fn can_set_aside(&self) -> bool {
        !self.excluded
            && matches!(
                self.standing,
                Standing::Unknown
                    | Standing::Open
                    | Standing::Submitted
                    | Standing::Returned
                    | Standing::Expired
            )
    }

    /// Whether a decision can be taken back.
    #[must_use]
    pub fn can_reopen(&self) -> bool {
        !self.excluded
            && matches!(self.standing, Standing::Confirmed | Standing::Expired | Standing::NotApplicable)
    }

    /// Whether somebody has to move.
    #[must_use]
    pub fn is_open(&self) -> bool {
        !self.standing.satisfies()
    }
}
