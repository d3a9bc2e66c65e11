//! The dictionary for programs: CSV on the Web (W3C), beside each CSV file where
//! that recommendation looks for it.

use serde_json::{Value, json};

use super::name;
use crate::db::internal;
use crate::error::AppError;
use crate::open_data::LICENCE;
use crate::open_data::datasets::Set;
use crate::open_data::model::{Column, Form, Kind};
use crate::open_data::text::{APOSTROPHE, unit_text};
use crate::site::Site;
use crate::text::{Lang, Text};

/// The description of a data set's CSV file.
///
/// # Errors
/// When it cannot be written.
pub fn metadata(site: &Site, set: Set, form: Form, demonstration: bool) -> Result<Vec<u8>, AppError> {
    let dataset = set.dataset();
    let columns: Vec<Value> = dataset.columns.iter().map(column).collect();
    let described = json!({
        "@context": ["http://www.w3.org/ns/csvw", { "@language": "bg" }],
        "url": name(set, form),
        "dc:title": in_both(dataset.name),
        "dc:description": in_both(dataset.about),
        "dc:license": { "@id": LICENCE },
        "rdfs:comment": in_both(APOSTROPHE),
        "dc:source": { "@id": site.installation.url("/bg/otvoreni-danni") },
        "schema:creativeWorkStatus": if demonstration { "demonstration" } else { "published" },
        "dialect": { "encoding": "utf-8", "lineTerminators": ["\r\n"], "header": true },
        "tableSchema": { "columns": columns },
    });
    let mut text = serde_json::to_vec_pretty(&described).map_err(|error| internal(&error))?;
    text.push(b'\n');
    Ok(text)
}

fn column(column: &Column) -> Value {
    let datatype = match column.kind {
        Kind::Key(keys) => json!({ "base": "string", "format": keys.join("|") }),
        Kind::Whole(_) => json!("integer"),
        Kind::Decimal(_) => json!("decimal"),
        Kind::Day => json!({ "base": "date", "format": "yyyy-MM-dd" }),
        Kind::Instant => json!({ "base": "datetime", "format": "yyyy-MM-ddTHH:mm:ss.SSSX" }),
        Kind::Flag => json!({ "base": "boolean", "format": "true|false" }),
        Kind::Text | Kind::Words | Kind::Name | Kind::Link => json!("string"),
    };
    let mut described = json!({
        "name": column.name,
        "titles": column.name,
        "dc:description": in_both(column.meaning),
        "datatype": datatype,
        "required": !column.may_lack,
    });
    if let Kind::Whole(Some(unit)) | Kind::Decimal(Some(unit)) = column.kind {
        described["schema:unitText"] = in_both(unit_text(unit));
    }
    described
}

fn in_both(text: Text) -> Value {
    Value::Array(
        Lang::ALL.iter().map(|lang| json!({ "@value": text.get(*lang), "@language": lang.code() })).collect(),
    )
}
