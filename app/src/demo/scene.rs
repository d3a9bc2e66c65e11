//! Who begins when and how fast, and what goes wrong on the way.

use chrono::NaiveDate;

use super::DemoAccount;
use crate::auth::model::Role;

/// The accounts of the demonstration. They name functions, not people.
pub const ACCOUNTS: &[DemoAccount] = &[
    DemoAccount {
        user_name: "koordinator",
        password: "demo-koordinator",
        role: Role::Coordinator,
        districts: &[],
    },
    DemoAccount {
        user_name: "koordinator2",
        password: "demo-koordinator2",
        role: Role::Coordinator,
        districts: &[],
    },
    DemoAccount {
        user_name: "lyulin",
        password: "demo-rayon-lyulin",
        role: Role::DistrictStaff,
        districts: &["lyulin"],
    },
    DemoAccount {
        user_name: "iskar-mladost",
        password: "demo-rayon-iskar",
        role: Role::DistrictStaff,
        districts: &["iskar", "mladost"],
    },
    DemoAccount { user_name: "chitatel", password: "demo-chitatel", role: Role::Reader, districts: &[] },
    DemoAccount {
        user_name: "administrator",
        password: "demo-administrator",
        role: Role::Administrator,
        districts: &[],
    },
];

/// One onboarding's story.
#[derive(Clone, Debug)]
pub struct Scene {
    /// Slug.
    pub district: &'static str,
    /// Programme's key.
    pub programme: &'static str,
    /// First day of work.
    pub begins: NaiveDate,
    /// Days between one requirement and the next, about.
    pub pace: u32,
    /// The number its chances are drawn from.
    pub seed: u64,
    /// What happens once.
    pub turn: Option<Turn>,
}

/// Something that happens once in a story.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// Suspended some months after going live, and still.
    Suspended,
    /// Suspended and back.
    Returned,
    /// A mark taken back and set again.
    TakenBack,
    /// RegiX set aside.
    WithoutRegix,
    /// Waits for the vendor of its document system since long.
    Blocked,
    /// Lets evidence run out.
    Lapsed,
    /// Has met all that the milestone at this position needs; it waits to be
    /// marked, and nothing goes on before that.
    Waiting(i32),
}

/// First month (since January 2020), pace, and what happens, by district. Two
/// districts stay unknown.
const UNIFIED_MODEL: &[(&str, u32, u32, Option<Turn>)] = &[
    ("triaditsa", 8, 9, None),
    ("serdika", 9, 11, Some(Turn::Suspended)),
    ("bankya", 10, 12, Some(Turn::Lapsed)),
    ("nadezhda", 9, 10, None),
    ("oborishte", 20, 24, None),
    ("sredets", 23, 32, Some(Turn::Returned)),
    ("lozenets", 27, 36, Some(Turn::TakenBack)),
    ("vitosha", 31, 48, None),
    ("mladost", 34, 66, None),
    ("slatina", 38, 66, Some(Turn::WithoutRegix)),
    ("poduyane", 42, 60, None),
    ("izgrev", 45, 60, Some(Turn::Lapsed)),
    ("krasno-selo", 48, 58, None),
    ("vazrazhdane", 52, 66, None),
    ("iskar", 55, 48, None),
    ("lyulin", 56, 38, Some(Turn::Waiting(4))),
    ("ovcha-kupel", 62, 40, Some(Turn::Blocked)),
    ("ilinden", 64, 36, Some(Turn::Waiting(3))),
    ("vrabnitsa", 70, 45, None),
    ("novi-iskar", 73, 40, Some(Turn::Blocked)),
    ("pancharevo", 77, 33, None),
    ("kremikovtsi", 80, 35, None),
];

const MOVING: &[(&str, u32, u32, Option<Turn>)] = &[
    ("studentski", 26, 24, None),
    ("sredets", 33, 28, None),
    ("slatina", 38, 40, None),
    ("vitosha", 45, 36, Some(Turn::TakenBack)),
    ("lyulin", 70, 34, None),
    ("mladost", 72, 45, None),
    ("triaditsa", 74, 24, Some(Turn::Waiting(2))),
    ("lozenets", 78, 40, None),
];

/// All stories.
pub fn scenes() -> Vec<Scene> {
    let of = |programme: &'static str, table: &'static [(&'static str, u32, u32, Option<Turn>)]| {
        table.iter().enumerate().map(move |(place, &(district, month, pace, turn))| Scene {
            district,
            programme,
            begins: first_of(month),
            pace,
            seed: place as u64 * 7919 + u64::from(month) * 104_729 + programme.len() as u64,
            turn,
        })
    };
    of("unified-model", UNIFIED_MODEL).chain(of("moving", MOVING)).collect()
}

fn first_of(month: u32) -> NaiveDate {
    let year = 2020 + i32::try_from(month / 12).unwrap_or_default();
    NaiveDate::from_ymd_opt(year, month % 12 + 1, 3).unwrap_or_default()
}
