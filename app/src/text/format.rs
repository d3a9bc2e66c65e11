//! Numbers and dates as each language writes them.

use chrono::{Datelike, NaiveDate};

use super::Lang;

const MONTHS_BG: [&str; 12] = [
    "януари",
    "февруари",
    "март",
    "април",
    "май",
    "юни",
    "юли",
    "август",
    "септември",
    "октомври",
    "ноември",
    "декември",
];
const MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// „21 ноември 2026 г.“ / “21 November 2026”.
#[must_use]
pub fn long_date(lang: Lang, day: NaiveDate) -> String {
    let months = lang.pick(MONTHS_BG, MONTHS_EN);
    let month = months.get(day.month0() as usize).copied().unwrap_or_default();
    match lang {
        Lang::Bg => format!("{} {month} {} г.", day.day(), day.year()),
        Lang::En => format!("{} {month} {}", day.day(), day.year()),
    }
}

/// „ноември 2026 г.“ / “November 2026”.
#[must_use]
pub fn month_text(lang: Lang, day: NaiveDate) -> String {
    let months = lang.pick(MONTHS_BG, MONTHS_EN);
    let month = months.get(day.month0() as usize).copied().unwrap_or_default();
    match lang {
        Lang::Bg => format!("{month} {} г.", day.year()),
        Lang::En => format!("{month} {}", day.year()),
    }
}

/// „21.11.2026 г.“ / “21 Nov 2026”.
#[must_use]
pub fn short_date(lang: Lang, day: NaiveDate) -> String {
    match lang {
        Lang::Bg => format!("{:02}.{:02}.{} г.", day.day(), day.month(), day.year()),
        Lang::En => {
            let month =
                MONTHS_EN.get(day.month0() as usize).and_then(|name| name.get(..3)).unwrap_or_default();
            format!("{} {month} {}", day.day(), day.year())
        }
    }
}

/// The day as machines and date fields write it: `2026-11-21`.
#[must_use]
pub fn iso(day: NaiveDate) -> String {
    day.format("%Y-%m-%d").to_string()
}

/// The day written so. By hand, because chrono's parser brings 10 KB of formats
/// along that the browser would load for this one.
#[must_use]
pub fn read_iso(text: &str) -> Option<NaiveDate> {
    let mut parts = text.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let whole = (year.len(), month.len(), day.len()) == (4, 2, 2) && parts.next().is_none();
    whole
        .then(|| NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?))
        .flatten()
}

/// A whole number in groups of three: „12 345“ / “12,345”. Bulgarian leaves
/// four digits together.
#[must_use]
pub fn grouped(lang: Lang, number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let sign = if number < 0 { "−" } else { "" };
    if lang == Lang::Bg && digits.len() < 5 {
        return format!("{sign}{digits}");
    }
    let separator = lang.pick('\u{a0}', ',');
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(separator);
        }
        grouped.push(digit);
    }
    format!("{sign}{grouped}")
}

/// A number with this many decimals: „12 345,6“ / “12,345.6”.
#[must_use]
pub fn decimal(lang: Lang, number: f64, places: usize) -> String {
    let text = format!("{:.places$}", number.abs());
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let whole = grouped(lang, whole.parse().unwrap_or_default());
    let sign = if number < 0.0 { "−" } else { "" };
    if fraction.is_empty() {
        format!("{sign}{whole}")
    } else {
        format!("{sign}{whole}{}{fraction}", lang.pick(',', '.'))
    }
}

/// n of m in tenths of a percent, rounded down, so that 1000 means all and
/// nothing else does. Nothing of nothing is no number.
#[must_use]
pub fn tenths(n: u64, m: u64) -> Option<u32> {
    if m == 0 || n > m {
        return None;
    }
    let tenths = u128::from(n) * 1000 / u128::from(m);
    u32::try_from(tenths).ok()
}

/// „73,8%“ / “73.8%”, rounded down; whole percents without a decimal.
#[must_use]
pub fn percent(lang: Lang, n: u64, m: u64) -> Option<String> {
    let tenths = tenths(n, m)?;
    let (whole, rest) = (tenths / 10, tenths % 10);
    Some(if rest == 0 { format!("{whole}%") } else { format!("{whole}{}{rest}%", lang.pick(',', '.')) })
}

/// „1 район“, „24 района“: masculine nouns that are not people take the count
/// form after every number but one.
#[must_use]
pub fn count_form(count: i64, one: &str, many: &str) -> String {
    if count == 1 { format!("{count} {one}") } else { format!("{count} {many}") }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn dates_follow_each_language() {
        assert_eq!(long_date(Lang::Bg, day("2026-11-21")), "21 ноември 2026 г.");
        assert_eq!(long_date(Lang::En, day("2026-11-21")), "21 November 2026");
        assert_eq!(short_date(Lang::Bg, day("2026-01-02")), "02.01.2026 г.");
        assert_eq!(short_date(Lang::En, day("2026-01-02")), "2 Jan 2026");
    }

    #[test]
    fn numbers_follow_each_language() {
        assert_eq!(grouped(Lang::Bg, 1_291_591), "1\u{a0}291\u{a0}591");
        assert_eq!(grouped(Lang::Bg, 9_186), "9186");
        assert_eq!(grouped(Lang::En, 9_186), "9,186");
        assert_eq!(decimal(Lang::Bg, 12_345.6, 1), "12\u{a0}345,6");
        assert_eq!(decimal(Lang::En, 2.97, 2), "2.97");
        assert_eq!(percent(Lang::Bg, 738, 1000).as_deref(), Some("73,8%"));
        assert_eq!(count_form(1, "район", "района"), "1 район");
        assert_eq!(count_form(24, "район", "района"), "24 района");
    }

    #[test]
    fn only_days_are_read() {
        assert_eq!(read_iso("2026-11-21"), Some(day("2026-11-21")));
        for bad in ["", "2026", "2026-13-01", "2026-02-30", "2026-2-03", "2026-02-03-", "2026-02-xx"] {
            assert_eq!(read_iso(bad), None, "{bad}");
        }
    }

    proptest! {
        #[test]
        fn a_hundred_percent_means_all(m in 1u64..2_000_000, part in 0u64..2_000_000) {
            let n = part.min(m);
            let tenths = tenths(n, m).unwrap();
            prop_assert_eq!(tenths == 1000, n == m);
            prop_assert!(tenths <= 1000);
        }

        #[test]
        fn grouping_keeps_the_digits(number: i64) {
            let kept: String = grouped(Lang::En, number).chars().filter(char::is_ascii_digit).collect();
            prop_assert_eq!(kept, number.unsigned_abs().to_string());
        }
    }
}
