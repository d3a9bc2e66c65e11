use proptest::option;
use proptest::prelude::*;

use super::*;

fn day(number: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 1, 1).unwrap() + chrono::Days::new(number)
}

/// Any offer at all.
pub fn offers() -> impl Strategy<Value = Offer> {
    let declared = (proptest::sample::select(&Declared::ALL), 0u64..300);
    let observed = (proptest::sample::select(&Observed::ALL), 0u64..300);
    (option::of(declared), option::of(observed)).prop_map(|(declared, observed)| Offer {
        declared: declared.map(|(state, since)| Declaration {
            state,
            part: Bilingual::default(),
            since: day(since),
            source: None,
        }),
        observed: observed.map(|(state, on)| Observation {
            state,
            on: day(on),
            source: Source { text: "portal".to_owned(), link: None },
            automatic: false,
        }),
    })
}

#[test]
fn names_are_read_back() {
    for one in Declared::ALL {
        assert_eq!(Declared::from_key(one.key()), Some(one));
        assert_eq!(serde_json::to_value(one).unwrap(), one.key());
    }
    for one in Observed::ALL {
        assert_eq!(Observed::from_key(one.key()), Some(one));
        assert_eq!(serde_json::to_value(one).unwrap(), one.key());
    }
}

#[test]
fn every_pair_has_its_state() {
    let mut table = String::new();
    let declared = [None].into_iter().chain(Declared::ALL.map(Some));
    for declared in declared {
        for observed in [None].into_iter().chain(Observed::ALL.map(Some)) {
            let offer = Offer {
                declared: declared.map(|state| Declaration {
                    state,
                    part: Bilingual::default(),
                    since: day(0),
                    source: None,
                }),
                observed: observed.map(|state| Observation {
                    state,
                    on: day(0),
                    source: Source { text: String::new(), link: None },
                    automatic: false,
                }),
            };
            let name = |key: Option<&'static str>| key.unwrap_or("-");
            table.push_str(&format!(
                "{} · {}: {}\n",
                name(declared.map(Declared::key)),
                name(observed.map(Observed::key)),
                offer.state().key()
            ));
        }
    }
    insta::assert_snapshot!(table);
}

proptest! {
    /// Nothing is online unless all that is said of it says so.
    #[test]
    fn online_needs_every_side_that_speaks(offer in offers()) {
        let declared = offer.declared.as_ref().map(|one| one.state);
        let observed = offer.observed.as_ref().map(|one| one.state);
        let contradicted = declared.is_some_and(|one| one != Declared::Online)
            || observed.is_some_and(|one| one != Observed::Online);
        let said = declared.is_some() || observed.is_some();
        prop_assert_eq!(offer.state() == State::Online, said && !contradicted);
        prop_assert_eq!(offer.state() == State::Unknown, !said);
    }

    /// One side alone never disagrees, and no side is overruled by the days.
    #[test]
    fn days_change_no_state(offer in offers(), since in 0u64..300, on in 0u64..300) {
        let mut moved = offer.clone();
        if let Some(declared) = moved.declared.as_mut() {
            declared.since = day(since);
        }
        if let Some(observed) = moved.observed.as_mut() {
            observed.on = day(on);
        }
        prop_assert_eq!(moved.state(), offer.state());
        let both = offer.declared.is_some() && offer.observed.is_some();
        prop_assert!(both || offer.state() != State::Disagree);
        prop_assert!(!offer.is_to_observe_again() || offer.state() == State::Disagree);
    }

    /// The parts are the whole, and coverage counts exactly what is online.
    #[test]
    fn counts_add_up(rows in proptest::collection::vec((offers(), 0u64..200_000), 0..30)) {
        let states: Vec<(State, u64)> = rows.iter().map(|(offer, people)| (offer.state(), *people)).collect();
        let coverage = Coverage::of(states.clone());
        prop_assert_eq!(coverage.tally.total(), states.len() as u64);
        prop_assert_eq!(coverage.tally.present().map(|(_, count)| count).sum::<u64>(), states.len() as u64);
        for state in State::ALL {
            let count = states.iter().filter(|(one, _)| *one == state).count() as u64;
            prop_assert_eq!(coverage.tally.count(state), count);
        }
        let online: u64 = states.iter().filter(|(one, _)| *one == State::Online).map(|(_, people)| people).sum();
        prop_assert_eq!(coverage.residents_online, online);
        prop_assert!(coverage.residents_online + coverage.residents_uncertain <= coverage.residents);
        prop_assert!(coverage.tally.count(State::Online) + coverage.tally.uncertain() <= coverage.tally.total());
    }
}
