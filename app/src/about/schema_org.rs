//! What pages say of themselves to programs: schema.org as JSON-LD. It is data,
//! no script, so the content security policy does not concern it. Only what the
//! page says too is said here.

use serde_json::{Value, json};

use super::model::Installation;
use super::text::{DATASET_LEAD, DEMONSTRATION, MUNICIPALITY};
use crate::clock::Moment;
use crate::district::model::District;
use crate::open_data::model::{Dataset, Form};
use crate::open_data::{PAGE, files};
use crate::replay::data::{district_path, rollout_path};
use crate::text::moment::moment_iso;
use crate::text::{Lang, PRODUCT};

const CONTEXT: &str = "https://schema.org";

/// The site as a whole.
#[must_use]
pub fn website(lang: Lang, installation: &Installation) -> Value {
    let mut site = json!({
        "@context": CONTEXT,
        "@type": "WebSite",
        "name": PRODUCT.get(lang),
        "url": installation.url(&format!("/{}/", lang.code())),
        "inLanguage": lang.code(),
        "isAccessibleForFree": true,
    });
    if let Some(name) = installation.operator(lang) {
        site["publisher"] = json!({ "@type": "Organization", "name": name });
    }
    site
}

/// The data behind the map of a programme.
#[derive(Clone, Copy, Debug)]
pub struct MapData<'a> {
    /// The programme's key.
    pub programme: &'a str,
    /// What the map is called.
    pub title: &'a str,
    /// The programme's name.
    pub name: &'a str,
    /// When it was last changed, where that is known.
    pub changed: Option<Moment>,
    /// Whether the progress is invented.
    pub demonstration: bool,
}

/// The map as a data set, with its file.
#[must_use]
pub fn dataset(lang: Lang, installation: &Installation, data: MapData<'_>) -> Value {
    let page = format!("/{}/?programme={}", lang.code(), data.programme);
    let mut description = format!("{} {}.", DATASET_LEAD.get(lang), data.name);
    if data.demonstration {
        description = format!("{} {description}", DEMONSTRATION.get(lang));
    }
    let mut set = json!({
        "@context": CONTEXT,
        "@type": "Dataset",
        "name": format!("{}: {}", data.title, data.name),
        "description": description,
        "url": installation.url(&super::addresses::canonical(&page)),
        "inLanguage": lang.code(),
        "isAccessibleForFree": true,
        "spatialCoverage": { "@type": "AdministrativeArea", "name": MUNICIPALITY.get(lang) },
        "distribution": {
            "@type": "DataDownload",
            "encodingFormat": "application/json",
            "contentUrl": installation.url(&rollout_path(data.programme)),
        },
    });
    if let Some(changed) = data.changed {
        set["dateModified"] = json!(moment_iso(changed));
    }
    if let Some(name) = installation.operator(lang) {
        set["creator"] = json!({ "@type": "Organization", "name": name });
    }
    set
}

/// A data set of open data, with its files.
#[must_use]
pub fn open_dataset(
    lang: Lang,
    installation: &Installation,
    dataset: &Dataset,
    demonstration: bool,
) -> Value {
    let about = dataset.about.get(lang);
    let description =
        if demonstration { format!("{} {about}", DEMONSTRATION.get(lang)) } else { about.to_owned() };
    let download = |form: Form| {
        let file = format!("{}.{}", dataset.key, form.extension());
        json!({
            "@type": "DataDownload",
            "encodingFormat": form.media_type().split(';').next(),
            "contentUrl": installation.url(&files::path(files::LATEST, &file)),
        })
    };
    let page = installation.url(&format!("/{}{PAGE}#{}", lang.code(), dataset.key));
    let mut set = json!({
        "@context": CONTEXT,
        "@type": "Dataset",
        "@id": page,
        "name": dataset.name.get(lang),
        "description": description,
        "url": page,
        "inLanguage": lang.code(),
        "isAccessibleForFree": true,
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "spatialCoverage": { "@type": "AdministrativeArea", "name": MUNICIPALITY.get(lang) },
        "distribution": Form::OF_TABLES.map(download),
        "variableMeasured": dataset.columns.iter().map(|column| column.name).collect::<Vec<_>>(),
    });
    if let Some(name) = installation.operator(lang) {
        set["creator"] = json!({ "@type": "Organization", "name": name });
    }
    set
}

/// A district as an area and as the office that serves it. The page is about
/// them; it is not their own.
#[must_use]
pub fn district(
    lang: Lang,
    installation: &Installation,
    district: &District,
    name: &str,
    programme: &str,
) -> Value {
    let page = installation.url(&format!("/{}/rayoni/{}", lang.code(), district.slug));
    let area = format!("{page}#area");
    let identifier =
        |of: &str, value: &str| json!({ "@type": "PropertyValue", "propertyID": of, "value": value });
    let municipality = || json!({ "@type": "AdministrativeArea", "name": MUNICIPALITY.get(lang) });
    let about = json!({
        "@type": "WebPage",
        "url": page,
        "associatedMedia": {
            "@type": "DataDownload",
            "encodingFormat": "application/json",
            "contentUrl": installation.url(&district_path(programme, &district.slug)),
        },
    });
    json!({
        "@context": CONTEXT,
        "@graph": [
            {
                "@type": "AdministrativeArea",
                "@id": area,
                "name": name,
                "identifier": identifier("EKATTE", &district.code),
                "containedInPlace": municipality(),
                "subjectOf": about,
            },
            {
                "@type": "GovernmentOffice",
                "name": name,
                "identifier": identifier("BULSTAT", &district.eik),
                "areaServed": { "@id": area },
                "parentOrganization": { "@type": "GovernmentOrganization", "name": MUNICIPALITY.get(lang) },
            },
        ],
    })
}
