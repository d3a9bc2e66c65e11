//! The data sets as DCAT-AP 3 describes them. What is named by the authority
//! tables of the Publications Office is said to be what it is here, too, so that
//! the description can be checked by itself.

use super::graph::{Graph, both, day as day_of, plain, typed};
use crate::about::text::{DEMONSTRATION, MUNICIPALITY};
use crate::clock::source::sofia_day;
use crate::error::AppError;
use crate::ledger::store::find_span;
use crate::open_data::api::{BASE, path_of};
use crate::open_data::datasets::Set;
use crate::open_data::files::{LATEST, METADATA, Sum, compute, edition, find_last_day, path};
use crate::open_data::model::{Changes, Dataset, Form};
use crate::open_data::text::{
    API_NAME, ATTRIBUTION_NAME, AVAILABLE_NAME, CATALOGUE_ABOUT, CATALOGUE_NAME, KEYWORD, LICENCE_NAME,
    THEME, THEMES,
};
use crate::open_data::{ISSUED, LICENCE, PAGE};
use crate::site::Site;
use crate::text::moment::moment_iso;
use crate::text::{Bilingual, Lang, PRODUCT, Text};

/// Sofia Municipality among the statistical regions of the European Union.
pub const SOFIA: &str = "http://data.europa.eu/nuts/code/BG411";
const GOVERNMENT: &str = "op:data-theme/GOVE";
const DATA_THEMES: &str = "http://publications.europa.eu/resource/authority/data-theme";
const AVAILABLE: &str = "op:planned-availability/AVAILABLE";
const ATTRIBUTION: &str = "http://purl.org/adms/licencetype/Attribution";
const LICENCE_TYPES: &str = "http://purl.org/adms/licencetype/1.0";
const FREQUENCIES: [&str; 2] = ["op:frequency/DAILY", "op:frequency/IRREG"];
const FILE_TYPES: [&str; 3] = ["op:file-type/CSV", "op:file-type/JSON", "op:file-type/GEOJSON"];
const PUBLIC: &str = "op:access-right/PUBLIC";
const SHA256: &str = "spdx:checksumAlgorithm_sha256";
const LANGUAGES: [(&str, Text); 2] = [
    ("op:language/BUL", Text { bg: "български", en: "Bulgarian" }),
    ("op:language/ENG", Text { bg: "английски", en: "English" }),
];

/// What the statements are about, by address.
struct Names {
    page: String,
    catalogue: String,
    publisher: String,
    contact: String,
    service: String,
    period: String,
    demonstration: bool,
}

/// The whole description.
///
/// # Errors
/// When the database does not answer.
pub async fn graph(site: &Site) -> Result<Graph, AppError> {
    // Of a day that is over, so that size and checksum stay true of what is fetched.
    let day = find_last_day(site).await?.map_or_else(|| LATEST.to_owned(), |day| day.to_string());
    let sums = compute(site, &edition(site, &day).await?).await?;
    let span = find_span(site.db.read()).await?;
    let changed = span.map(|span| moment_iso(span.last));
    let page = site.installation.url(&format!("/bg{PAGE}"));
    let names = Names {
        catalogue: format!("{page}#catalogue"),
        publisher: format!("{page}#publisher"),
        contact: format!("{page}#contact"),
        service: format!("{page}#api"),
        period: format!("{page}#period"),
        page,
        demonstration: site.db.is_demonstration().await?,
    };
    let mut graph = Graph::default();
    catalogue(&mut graph, &names, changed.as_deref());
    publisher(&mut graph, site, &names.publisher);
    contact(&mut graph, site, &names);
    data_service(&mut graph, site, &names);
    if let Some(span) = span {
        graph.is(&names.period, &["dct:PeriodOfTime"]);
        graph.say(&names.period, "dcat:startDate", day_of(sofia_day(span.first)));
        graph.say(&names.period, "dcat:endDate", day_of(sofia_day(span.last)));
    }
    for set in Set::ALL {
        let of_set = |sum: &&Sum| sum.set == Some(set) || sum.set.is_none() && set == Set::Onboardings;
        let files: Vec<&Sum> = sums.iter().filter(of_set).collect();
        dataset(&mut graph, site, &names, set.dataset(), &files, changed.as_deref());
    }
    authorities(&mut graph);
    Ok(graph)
}

impl Names {
    fn dataset(&self, dataset: &Dataset) -> String {
        format!("{}#{}", self.page, dataset.key)
    }

    /// Invented data say so wherever they are described.
    fn described(&self, text: Text) -> Bilingual {
        if !self.demonstration {
            return both(text);
        }
        let with = |lang: Lang| format!("{} {}", DEMONSTRATION.get(lang), text.get(lang));
        Bilingual { bg: with(Lang::Bg), en: with(Lang::En) }
    }
}

/// Who runs the installation.
pub fn publisher(graph: &mut Graph, site: &Site, publisher: &str) {
    let name = site.installation.operator.clone().unwrap_or_else(|| both(PRODUCT));
    graph.is(publisher, &["foaf:Agent"]);
    graph.tell(publisher, "foaf:name", &name);
    graph.tell(publisher, "dct:title", &name);
    graph.say(publisher, "dct:identifier", plain(&site.installation.public_url));
}

fn catalogue(graph: &mut Graph, names: &Names, changed: Option<&str>) {
    let it = names.catalogue.as_str();
    graph.is(it, &["dcat:Catalog"]);
    graph.tell(it, "dct:title", &both(CATALOGUE_NAME));
    graph.tell(it, "dct:description", &names.described(CATALOGUE_ABOUT));
    graph.relate(it, "dct:publisher", &names.publisher);
    graph.relate(it, "dct:license", LICENCE);
    graph.relate(it, "dct:spatial", SOFIA);
    graph.relate(it, "dcat:themeTaxonomy", DATA_THEMES);
    graph.relate(it, "foaf:homepage", &names.page);
    graph.is(&names.page, &["foaf:Document"]);
    for (language, _) in LANGUAGES {
        graph.relate(it, "dct:language", language);
    }
    if let Some(changed) = changed {
        graph.say(it, "dct:modified", typed(changed, "xsd:dateTime"));
    }
    graph.say(it, "dct:issued", day_of(ISSUED));
    graph.relate(it, "dcat:service", &names.service);
    for set in Set::ALL {
        graph.relate(it, "dcat:dataset", &names.dataset(set.dataset()));
    }
}

fn contact(graph: &mut Graph, site: &Site, names: &Names) {
    let it = names.contact.as_str();
    let name = site.installation.operator.clone().unwrap_or_else(|| both(PRODUCT));
    graph.is(it, &["vcard:Kind", "vcard:Organization"]);
    graph.tell(it, "vcard:fn", &name);
    graph.relate(it, "vcard:hasURL", &site.installation.url("/bg/dostapnost"));
    if let Some(address) = &site.installation.contact_email {
        graph.relate(it, "vcard:hasEmail", &format!("mailto:{address}"));
    }
}

fn data_service(graph: &mut Graph, site: &Site, names: &Names) {
    let it = names.service.as_str();
    let description = site.installation.url(&format!("{BASE}/openapi.json"));
    graph.is(it, &["dcat:DataService"]);
    graph.tell(it, "dct:title", &both(API_NAME));
    graph.tell(it, "dct:description", &names.described(CATALOGUE_ABOUT));
    graph.relate(it, "dcat:endpointURL", &site.installation.url(BASE));
    graph.relate(it, "dcat:endpointDescription", &description);
    graph.relate(it, "dct:conformsTo", "https://spec.openapis.org/oas/v3.1.0");
    graph.is("https://spec.openapis.org/oas/v3.1.0", &["dct:Standard"]);
    graph.relate(it, "dct:publisher", &names.publisher);
    graph.relate(it, "dcat:contactPoint", &names.contact);
    graph.relate(it, "dct:license", LICENCE);
    graph.relate(it, "dct:accessRights", PUBLIC);
    graph.relate(it, "dcat:theme", GOVERNMENT);
    for set in Set::ALL {
        graph.relate(it, "dcat:servesDataset", &names.dataset(set.dataset()));
    }
}

fn dataset(
    graph: &mut Graph,
    site: &Site,
    names: &Names,
    dataset: &Dataset,
    files: &[&Sum],
    changed: Option<&str>,
) {
    let it = &names.dataset(dataset);
    graph.is(it, &["dcat:Dataset"]);
    graph.tell(it, "dct:title", &both(dataset.name));
    graph.tell(it, "dct:description", &names.described(dataset.about));
    graph.say(it, "dct:identifier", plain(it));
    graph.tell(it, "dcat:keyword", &both(KEYWORD));
    graph.relate(it, "dct:publisher", &names.publisher);
    graph.relate(it, "dcat:contactPoint", &names.contact);
    graph.relate(it, "dcat:theme", GOVERNMENT);
    graph.relate(it, "dct:spatial", SOFIA);
    graph.relate(it, "dct:accessRights", PUBLIC);
    graph.relate(it, "dcat:landingPage", &names.page);
    graph.relate(
        it,
        "dct:accrualPeriodicity",
        match dataset.changes {
            Changes::Daily => "op:frequency/DAILY",
            Changes::Seldom => "op:frequency/IRREG",
        },
    );
    graph.say(it, "dcat:version", plain("1"));
    for (language, _) in LANGUAGES {
        graph.relate(it, "dct:language", language);
    }
    if let Some(changed) = changed {
        graph.say(it, "dct:modified", typed(changed, "xsd:dateTime"));
    }
    graph.say(it, "dct:issued", day_of(ISSUED));
    if changed.is_some() {
        graph.relate(it, "dct:temporal", &names.period);
    }
    for file in files {
        let distribution = &format!("{}#{}", names.page, file.file);
        graph.relate(it, "dcat:distribution", distribution);
        describe_file(graph, site, names, distribution, file, dataset);
    }
    let list = &format!("{it}-api");
    graph.relate(it, "dcat:distribution", list);
    graph.is(list, &["dcat:Distribution"]);
    graph.tell(list, "dct:title", &both(API_NAME));
    graph.tell(list, "dct:description", &names.described(dataset.about));
    graph.relate(list, "dcatap:availability", AVAILABLE);
    let url = dataset_url(site, dataset);
    graph.relate(list, "dcat:accessURL", &url);
    graph.relate(list, "dcat:accessService", &names.service);
    graph.relate(list, "dct:license", LICENCE);
    graph.relate(list, "dct:format", "op:file-type/JSON");
    graph.relate(list, "dcat:mediaType", "iana:application/json");
}

fn dataset_url(site: &Site, dataset: &Dataset) -> String {
    Set::from_key(dataset.key).map(|set| site.installation.url(&path_of(set))).unwrap_or_default()
}

fn describe_file(graph: &mut Graph, site: &Site, names: &Names, it: &str, file: &Sum, dataset: &Dataset) {
    let url = site.installation.url(&file.path);
    // Each programme has its boundaries, under the same name.
    let of = if file.set.is_none() { format!(" ({})", file.file) } else { String::new() };
    let title = |name: &str| format!("{name}, {}{of}", file.form.name());
    graph.is(it, &["dcat:Distribution"]);
    let title = Bilingual { bg: title(dataset.name.bg), en: title(dataset.name.en) };
    graph.tell(it, "dct:title", &title);
    graph.tell(it, "dct:description", &names.described(dataset.about));
    graph.relate(it, "dcat:accessURL", &url);
    graph.relate(it, "dcat:downloadURL", &url);
    graph.relate(it, "dct:license", LICENCE);
    graph.relate(it, "dcatap:availability", AVAILABLE);
    graph.relate(
        it,
        "dct:format",
        match file.form {
            Form::Csv => "op:file-type/CSV",
            Form::JsonLines => "op:file-type/JSON",
            Form::GeoJson => "op:file-type/GEOJSON",
        },
    );
    // JSON Lines has no registered media type.
    match file.form {
        Form::Csv => {
            graph.relate(it, "dcat:mediaType", "iana:text/csv");
            let schema = format!("{url}{METADATA}");
            graph.is(&schema, &["dct:Standard"]);
            graph.relate(it, "dct:conformsTo", &schema);
        }
        Form::GeoJson => graph.relate(it, "dcat:mediaType", "iana:application/geo+json"),
        Form::JsonLines => {}
    }
    // What is so now changes.
    if file.path == path(LATEST, &file.file) {
        return;
    }
    graph.say(it, "dcat:byteSize", typed(&file.bytes.to_string(), "xsd:nonNegativeInteger"));
    let checksum = &format!("{it}-checksum");
    graph.relate(it, "spdx:checksum", checksum);
    graph.is(checksum, &["spdx:Checksum"]);
    graph.relate(checksum, "spdx:algorithm", SHA256);
    graph.say(checksum, "spdx:checksumValue", typed(&file.sha256, "xsd:hexBinary"));
}

/// What names of others stand for.
fn authorities(graph: &mut Graph) {
    graph.concept(GOVERNMENT, THEME);
    graph.relate(GOVERNMENT, "skos:inScheme", DATA_THEMES);
    graph.is(DATA_THEMES, &["skos:ConceptScheme"]);
    graph.tell(DATA_THEMES, "dct:title", &both(THEMES));
    graph.is(SHA256, &["spdx:ChecksumAlgorithm"]);
    graph.is(PUBLIC, &["dct:RightsStatement"]);
    graph.relate(PUBLIC, "skos:inScheme", "op:access-right");
    graph.concept(AVAILABLE, AVAILABLE_NAME);
    graph.relate(AVAILABLE, "skos:inScheme", "op:planned-availability");
    graph.is(LICENCE, &["dct:LicenseDocument"]);
    graph.tell(LICENCE, "dct:title", &both(LICENCE_NAME));
    graph.relate(LICENCE, "dct:type", ATTRIBUTION);
    graph.concept(ATTRIBUTION, ATTRIBUTION_NAME);
    graph.relate(ATTRIBUTION, "skos:inScheme", LICENCE_TYPES);
    for frequency in FREQUENCIES {
        graph.is(frequency, &["dct:Frequency"]);
        graph.relate(frequency, "skos:inScheme", "op:frequency");
    }
    for format in FILE_TYPES {
        graph.is(format, &["dct:MediaTypeOrExtent"]);
        graph.relate(format, "skos:inScheme", "op:file-type");
    }
    for kind in ["iana:text/csv", "iana:application/json", "iana:application/geo+json"] {
        graph.is(kind, &["dct:MediaType"]);
    }
    languages(graph);
    graph.is(SOFIA, &["dct:Location"]);
    graph.tell(SOFIA, "skos:prefLabel", &both(MUNICIPALITY));
}

/// The languages with their names.
pub fn languages(graph: &mut Graph) {
    for (language, label) in LANGUAGES {
        graph.is(language, &["dct:LinguisticSystem"]);
        graph.relate(language, "skos:inScheme", "op:language");
        graph.tell(language, "skos:prefLabel", &both(label));
    }
}
