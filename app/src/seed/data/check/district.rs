use std::collections::{BTreeMap, BTreeSet};

use super::super::{DISTRICTS, District, Districts};
use super::{Fault, Problem, Report};

const COUNT: usize = 24;

pub(in super::super) fn districts(file: &Districts) -> Vec<Fault> {
    let mut report = Report::new(DISTRICTS);
    let list = &file.districts;
    if list.len() != COUNT {
        let (expected, found) = (COUNT, list.len());
        report.add("districts", Problem::Count { expected, found });
    }
    report.unique("number", list.iter().map(|district| district.number));
    report.unique("code", list.iter().map(|district| &district.code));
    report.unique("slug", list.iter().map(|district| &district.slug));
    report.unique("eik", list.iter().map(|district| &district.eik));
    for district in list {
        fields(&mut report, district);
    }
    neighbours(&mut report, list);
    mosaic(&mut report, list);
    for group in &file.field_sources {
        let at = format!("field_sources {}", group.fields.join(", "));
        report.sources(at, &file.sources, &group.sources);
    }
    report.faults
}

fn fields(report: &mut Report, district: &District) {
    let slug = &district.slug;
    let mut demand = |holds: bool, field: &str, value: &str, expected: &'static str| {
        if !holds {
            let value = value.to_owned();
            report.add(format!("{slug} {field}"), Problem::Malformed { value, expected });
        }
    };
    let number = district.number;
    demand((1..=24).contains(&number), "number", &number.to_string(), "a number from 1 to 24");
    demand(district.code == format!("68134-{number:02}"), "code", &district.code, "68134 and the number");
    let letters = slug.bytes().all(|byte| byte == b'-' || byte.is_ascii_lowercase());
    demand(!slug.is_empty() && letters, "slug", slug, "lower-case Latin letters and hyphens");
    let digits = district.eik.bytes().all(|byte| byte.is_ascii_digit());
    demand(digits && district.eik.len() == 13, "eik", &district.eik, "13 digits");
    demand(
        district.population_2011 > 0,
        "population_2011",
        &district.population_2011.to_string(),
        "a number of residents",
    );
    demand(district.area_km2 > 0.0, "area_km2", &district.area_km2.to_string(), "an area");
}

fn neighbours(report: &mut Report, list: &[District]) {
    let by_code: BTreeMap<&str, &District> =
        list.iter().map(|district| (district.code.as_str(), district)).collect();
    for district in list {
        let at = format!("{} neighbours", district.slug);
        report.unique(&at, &district.neighbours);
        for code in &district.neighbours {
            match by_code.get(code.as_str()) {
                None => report.known(&at, "district", code, false),
                // Being one's own neighbour is caught here as well.
                Some(other) if other.code == district.code => {
                    report.add(&at, Problem::OneSided { other: code.clone() });
                }
                Some(other) if !other.neighbours.contains(&district.code) => {
                    report.add(&at, Problem::OneSided { other: code.clone() });
                }
                Some(_) => {}
            }
        }
    }
}

fn mosaic(report: &mut Report, list: &[District]) {
    let mut taken = BTreeSet::new();
    for district in list {
        let at = format!("{} mosaic", district.slug);
        if district.mosaic.is_empty() {
            report.add(&at, Problem::Empty);
        }
        for cell in &district.mosaic {
            if !taken.insert(cell) {
                let key = format!("{at} [{}, {}]", cell.column, cell.row);
                report.add(key, Problem::Duplicate);
            }
        }
    }
}
