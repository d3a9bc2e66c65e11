//! What becomes of a letter: sent, tried again later, or given up.

use crate::clock::Moment;
use crate::id::{DisputeId, LetterId, RequestId, SubscriptionId};
use crate::text::Lang;

/// For how long a letter is tried before it is given up: a mail server may be
/// down over a long weekend.
pub const GIVE_UP_AFTER_SECONDS: i64 = 5 * 24 * 3_600;
/// How long nobody else takes a letter that somebody has in hand.
pub const LEASE_SECONDS: i64 = 600;

/// The wait after the first failure; it doubles with each.
const FIRST_WAIT: i64 = 60;
/// No wait is longer, in seconds.
const LONGEST_WAIT: i64 = 4 * 3_600;

/// In whose name letters go out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letterhead {
    /// The address they are from.
    pub from: String,
    /// The site's own address, without a slash at the end.
    pub public_url: String,
}

/// Whom a letter is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum To {
    /// A subscriber, who can unsubscribe with it.
    Subscriber(SubscriptionId),
    /// An address that has yet to confirm.
    Request(RequestId),
    /// Somebody who asked for the answer to a dispute, and hears of nothing else.
    Dispute(DisputeId),
}

/// A letter as it is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// Its row.
    pub id: LetterId,
    /// The same at each attempt.
    pub message_id: String,
    /// The language it is in.
    pub lang: Lang,
    /// The address it goes to.
    pub recipient: String,
    /// Its subject.
    pub subject: String,
    /// Its words.
    pub plain: String,
    /// The same as a document.
    pub html: String,
    /// Where a POST ends the subscription (RFC 8058).
    pub unsubscribe: Option<String>,
    /// When it was written.
    pub queued_at: Moment,
    /// How often it has been tried, this time included.
    pub attempts: i64,
}

/// How far a conversation with the mail server came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Before any letter: connection, greeting, encryption, sign-in.
    Connection,
    /// It would not take a letter from us.
    Sender,
    /// It would not take one for this address.
    Recipient,
    /// It would not take this letter.
    Content,
}

/// What the mail server's answer means for the letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is tried again.
    Again,
    /// It is given up.
    Dead,
    /// It is given up, and there is no such mailbox.
    Bounced,
}

impl Letterhead {
    /// What stands after the @ of our own addresses.
    #[must_use]
    pub fn domain(&self) -> &str {
        self.from.rsplit_once('@').map_or("localhost", |(_, domain)| domain)
    }

    /// The whole address of a path of ours.
    #[must_use]
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.public_url)
    }
}

/// What an answer means. Only what concerns the mailbox ends a subscription:
/// a server that refuses us (5.7.x, or at sign-in) says nothing of the address,
/// and whoever runs it can mend it before the letter is given up.
#[must_use]
pub fn verdict(stage: Stage, code: Option<u16>, said: &str) -> Verdict {
    let permanent = code.is_some_and(|code| (500..600).contains(&code));
    let about_us = said.trim_start().starts_with("5.7.");
    match stage {
        Stage::Connection | Stage::Sender => Verdict::Again,
        Stage::Recipient | Stage::Content if !permanent => Verdict::Again,
        Stage::Recipient if !about_us => Verdict::Bounced,
        Stage::Recipient | Stage::Content => Verdict::Dead,
    }
}

/// When a letter that was not taken is tried again; `None` once it has waited too
/// long. `jitter`, from 0 to 1, keeps many letters from coming back at once.
#[must_use]
pub fn next_attempt(attempts: i64, queued_at: Moment, now: Moment, jitter: f64) -> Option<Moment> {
    if now >= queued_at.plus_seconds(GIVE_UP_AFTER_SECONDS) {
        return None;
    }
    let doublings = u32::try_from(attempts.clamp(1, 20) - 1).unwrap_or_default();
    let wait = FIRST_WAIT.saturating_mul(1 << doublings).min(LONGEST_WAIT);
    // Between 80 and 120 percent, in whole seconds.
    #[expect(clippy::cast_possible_truncation, reason = "at most a fifth of LONGEST_WAIT either way")]
    let spread =
        ((jitter.clamp(0.0, 1.0) - 0.5) * 0.4 * f64::from(u32::try_from(wait).unwrap_or(u32::MAX))) as i64;
    Some(now.plus_seconds(wait + spread))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn waits_grow_and_stay_within_bounds(attempts in 1i64..1_000, age in 0i64..GIVE_UP_AFTER_SECONDS, jitter in 0.0f64..=1.0) {
            let queued = Moment(1_700_000_000_000);
            let now = queued.plus_seconds(age);
            let next = next_attempt(attempts, queued, now, jitter).unwrap();
            let wait = (next.0 - now.0) / 1_000;
            prop_assert!((FIRST_WAIT * 4 / 5..=LONGEST_WAIT * 6 / 5).contains(&wait), "{wait}");
            let later = next_attempt(attempts + 1, queued, now, jitter).unwrap();
            prop_assert!(later >= next, "no shorter wait after one more failure");
        }

        #[test]
        fn it_is_given_up_after_five_days_and_no_earlier(attempts in 1i64..1_000, age in 0i64..20 * 86_400, jitter in 0.0f64..=1.0) {
            let queued = Moment(0);
            let next = next_attempt(attempts, queued, queued.plus_seconds(age), jitter);
            prop_assert_eq!(next.is_none(), age >= GIVE_UP_AFTER_SECONDS);
        }

        #[test]
        fn nothing_but_a_lasting_refusal_ends_a_letter(code in proptest::option::of(200u16..600), said in "\\PC{0,30}") {
            for stage in [Stage::Connection, Stage::Sender, Stage::Recipient, Stage::Content] {
                let verdict = verdict(stage, code, &said);
                let lasting = code.is_some_and(|code| code >= 500);
                if !lasting || matches!(stage, Stage::Connection | Stage::Sender) {
                    prop_assert_eq!(verdict, Verdict::Again);
                } else {
                    prop_assert_ne!(verdict, Verdict::Again);
                    prop_assert!(stage == Stage::Recipient || verdict == Verdict::Dead);
                }
            }
        }
    }

    #[test]
    fn a_server_down_for_a_day_is_asked_often_enough() {
        let (queued, mut now, mut attempts) = (Moment(0), Moment(0), 0);
        while now < queued.plus_seconds(86_400) {
            attempts += 1;
            now = next_attempt(attempts, queued, now, 0.5).unwrap();
        }
        assert!((8..20).contains(&attempts), "{attempts} attempts in a day");
    }

    #[test]
    fn only_a_missing_mailbox_bounces() {
        assert_eq!(verdict(Stage::Recipient, Some(550), "5.1.1 User unknown"), Verdict::Bounced);
        assert_eq!(verdict(Stage::Recipient, Some(550), "no such user"), Verdict::Bounced);
        assert_eq!(verdict(Stage::Recipient, Some(554), "5.7.1 Relay access denied"), Verdict::Dead);
        assert_eq!(verdict(Stage::Content, Some(552), "5.3.4 too big"), Verdict::Dead);
        assert_eq!(verdict(Stage::Connection, Some(535), "5.7.8 bad password"), Verdict::Again);
    }
}
