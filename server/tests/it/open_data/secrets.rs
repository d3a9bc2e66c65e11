//! What is not for everybody is nowhere in open data: names of people, evidence,
//! notes, reasons that only staff read, disputes nobody has looked at.

use std::collections::BTreeSet;

use app::dispute::model::State;
use app::dispute::store::list_disputes;
use app::ledger::text::{Reader, reason_for};
use app::open_data::datasets::Set;
use serde_json::Value;

use super::{demonstration, get};
use crate::dispute::reply::file_with_address;
use crate::subscription::mailing;
use crate::support::{World, on_both_databases};

/// Shorter texts may stand anywhere by chance.
const SHORTEST: usize = 8;

/// The texts under these names, however deep.
fn texts(value: &Value, names: &[&str], found: &mut BTreeSet<String>) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                match member {
                    Value::String(text) if names.contains(&name.as_str()) => {
                        found.insert(text.clone());
                    }
                    other => texts(other, names, found),
                }
            }
        }
        Value::Array(members) => members.iter().for_each(|one| texts(one, names, found)),
        _ => {}
    }
}

/// All that somebody wrote for staff only.
async fn secrets(world: &World) -> BTreeSet<String> {
    let mut secret = BTreeSet::new();
    let mut public = BTreeSet::new();
    for entry in world.ledger().await {
        secret.extend(entry.account_name.clone());
        match reason_for(Reader::Public, &entry) {
            Some(reason) => public.insert(reason.to_owned()),
            None => entry.reason.clone().is_some_and(|reason| secret.insert(reason)),
        };
        for value in [&entry.old, &entry.new].into_iter().flatten() {
            let value: Value = serde_json::from_str(value).unwrap();
            if entry.item.starts_with("requirement:") {
                texts(&value, &["body", "note"], &mut secret);
            } else {
                texts(&value, &["reason", "source", "text", "link", "bg", "en"], &mut public);
            }
        }
    }
    for filed in list_disputes(world.db.read()).await.unwrap() {
        let hidden = matches!(filed.dispute.state, State::Received | State::Refused);
        if let Some(text) = filed.dispute.text.filter(|_| hidden) {
            secret.insert(text);
        }
    }
    for row in world.rows("SELECT reply_email FROM dispute WHERE reply_email IS NOT NULL").await {
        secret.extend(row["reply_email"].as_str().map(str::to_owned));
    }
    secret.retain(|text| text.chars().count() >= SHORTEST && !public.contains(text));
    secret
}

/// Every address of open data.
fn addresses() -> Vec<String> {
    let mut found: Vec<String> =
        ["/api/v1", "/api/v1/openapi.json", "/data/v1/latest/SHA256SUMS"].map(str::to_owned).to_vec();
    for set in Set::ALL {
        let key = set.dataset().key;
        for programme in ["unified-model", "moving"] {
            let programme = match set.dataset().filters.iter().any(|filter| filter.key() == "programme") {
                true => format!("&programme={programme}"),
                false => String::new(),
            };
            for clocks in ["", "&as-of=2025-03-01", "&as-of=2025-03-01&known=2025-03-02T10:00Z"] {
                let long = matches!(set, Set::Ledger | Set::Requirements) && clocks.is_empty();
                let offsets = if long { 0..6 } else { 0..1 };
                for offset in offsets.map(|part| part * 500) {
                    found.push(format!("/api/v1/{key}?limit=500&offset={offset}{programme}{clocks}"));
                }
            }
        }
        for day in ["latest", "2025-03-01"] {
            for form in ["csv", "jsonl", "csv-metadata.json"] {
                found.push(format!("/data/v1/{day}/{key}.{form}"));
            }
        }
    }
    found.extend(super::catalogue::addresses());
    found
}

async fn what_is_for_staff_is_nowhere(world: World) {
    demonstration(&world).await;
    file_with_address(&mailing(&world).await).await;
    let secrets = secrets(&world).await;
    assert!(secrets.iter().any(|one| one.contains('@')), "an address is among them");
    let ledger = world.ledger().await;
    let hashes: BTreeSet<&str> = ledger.iter().map(|entry| entry.hash.as_str()).collect();
    assert!(hashes.len() > 1_000 && hashes.iter().all(|hash| hash.len() == 64));
    assert!(secrets.len() > 100, "there is something to hide: {}", secrets.len());
    let client = world.anonymous();
    for address in addresses() {
        let answer = get(&client, &address).await;
        assert_eq!(answer.status, 200, "{address}: {}", answer.text());
        let text = answer.text();
        for secret in &secrets {
            assert!(!text.contains(secret.as_str()), "{address} tells „{secret}“");
        }
        let words = text.split(|letter: char| !letter.is_ascii_hexdigit());
        let hash = words.into_iter().find(|word| hashes.contains(word));
        assert_eq!(hash, None, "{address} tells the hash of an entry");
    }
}

on_both_databases![what_is_for_staff_is_nowhere];
