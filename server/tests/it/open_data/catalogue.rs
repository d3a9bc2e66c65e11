//! The catalogues: read by the library, whole, the same in both syntaxes. What is
//! asked of each class is what the official shapes of DCAT-AP 3.0.1 and CPSV-AP
//! 3.2.0 ask for; their text is not kept here.

use std::collections::{BTreeMap, BTreeSet};

use oxrdf::{NamedOrBlankNode, Term, Triple, vocab::rdf};

use sha2::{Digest, Sha256};

use super::{demonstration, get};
use crate::support::{World, on_both_databases};

/// Their addresses, and those of what other sites show.
pub fn addresses() -> Vec<String> {
    [
        "/catalogue.ttl",
        "/catalogue.jsonld",
        "/services.ttl",
        "/services.jsonld",
        "/embed/unified-model",
        "/embed/moving.svg",
        "/badge/unified-model/lyulin.svg",
        "/bg/otvoreni-danni",
    ]
    .map(str::to_owned)
    .to_vec()
}

struct Graph(BTreeMap<String, BTreeMap<String, Vec<Term>>>);

impl Graph {
    fn of(triples: &BTreeSet<(String, String, String)>, terms: &[Triple]) -> Self {
        assert_eq!(triples.len(), terms.len(), "nothing is said twice");
        let mut said: BTreeMap<String, BTreeMap<String, Vec<Term>>> = BTreeMap::new();
        for one in terms {
            let NamedOrBlankNode::NamedNode(subject) = &one.subject else { panic!("a blank node") };
            let of = said.entry(subject.as_str().to_owned()).or_default();
            of.entry(one.predicate.as_str().to_owned()).or_default().push(one.object.clone());
        }
        Self(said)
    }

    fn objects(&self, subject: &str, property: &str) -> &[Term] {
        self.0.get(subject).and_then(|said| said.get(property)).map(Vec::as_slice).unwrap_or_default()
    }

    fn is(&self, term: &Term, class: &str) -> bool {
        let Term::NamedNode(node) = term else { return false };
        let types = self.objects(node.as_str(), rdf::TYPE.as_str());
        types.iter().any(|one| matches!(one, Term::NamedNode(one) if one.as_str() == class))
    }

    fn all(&self, class: &str) -> Vec<&str> {
        let of = |subject: &&String| {
            self.objects(subject, rdf::TYPE.as_str())
                .iter()
                .any(|one| matches!(one, Term::NamedNode(one) if one.as_str() == class))
        };
        self.0.keys().filter(of).map(String::as_str).collect()
    }
}

async fn read(world: &World, name: &str) -> Graph {
    let client = world.anonymous();
    let turtle = get(&client, &format!("/{name}.ttl")).await;
    assert_eq!(turtle.header("content-type"), Some("text/turtle; charset=utf-8"));
    assert_eq!(turtle.header("redom-demonstration"), Some("true"));
    let terms: Vec<Triple> =
        oxttl::TurtleParser::new().for_slice(&turtle.body).collect::<Result<_, _>>().unwrap();
    let json = get(&client, &format!("/{name}.jsonld")).await;
    assert_eq!(json.header("content-type"), Some("application/ld+json"));
    let quads: Vec<Triple> = oxjsonld::JsonLdParser::new()
        .for_slice(&json.body)
        .map(|quad| quad.map(|quad| Triple::new(quad.subject, quad.predicate, quad.object)))
        .collect::<Result<_, _>>()
        .unwrap();
    let strings = |triples: &[Triple]| -> BTreeSet<(String, String, String)> {
        let text =
            |one: &Triple| (one.subject.to_string(), one.predicate.to_string(), one.object.to_string());
        triples.iter().map(text).collect()
    };
    assert_eq!(strings(&terms), strings(&quads), "both syntaxes say the same");
    // Another process writes the same bytes.
    let other = world.another_process(world.config.clone()).await;
    let again = get(&other.anonymous(), &format!("/{name}.ttl")).await;
    assert!(again.body == turtle.body);
    Graph::of(&strings(&terms), &terms)
}

const DCT: &str = "http://purl.org/dc/terms/";
const DCAT: &str = "http://www.w3.org/ns/dcat#";
const CV: &str = "http://data.europa.eu/m8g/";

/// Property, how many at least and at most, and the class of each.
type Asked = (String, usize, usize, Option<String>);

fn asked(property: &str, least: usize, most: usize, class: Option<&str>) -> Asked {
    (property.to_owned(), least, most, class.map(str::to_owned))
}

fn check(graph: &Graph, class: &str, count: usize, properties: &[Asked]) {
    let found = graph.all(class);
    assert_eq!(found.len(), count, "{class}");
    for subject in found {
        for (property, least, most, class) in properties {
            let objects = graph.objects(subject, property);
            assert!((*least..=*most).contains(&objects.len()), "{subject} {property}: {}", objects.len());
            if let Some(class) = class {
                assert!(objects.iter().all(|one| graph.is(one, class)), "{subject} {property} is no {class}");
            }
        }
    }
}

async fn the_data_sets_are_described(world: World) {
    demonstration(&world).await;
    let graph = read(&world, "catalogue").await;
    let (dct, dcat) = (|name: &str| format!("{DCT}{name}"), |name: &str| format!("{DCAT}{name}"));
    let agent = "http://xmlns.com/foaf/0.1/Agent";
    check(
        &graph,
        &dcat("Catalog"),
        1,
        &[
            asked(&dct("title"), 2, 2, None),
            asked(&dct("description"), 2, 2, None),
            asked(&dct("publisher"), 1, 1, Some(agent)),
            asked(&dcat("dataset"), 10, 10, Some(&dcat("Dataset"))),
            asked(&dcat("service"), 1, 1, Some(&dcat("DataService"))),
            asked(&dct("license"), 1, 1, Some(&dct("LicenseDocument"))),
            asked(&dct("language"), 2, 2, Some(&dct("LinguisticSystem"))),
        ],
    );
    check(
        &graph,
        &dcat("Dataset"),
        10,
        &[
            asked(&dct("title"), 2, 2, None),
            asked(&dct("description"), 2, 2, None),
            asked(&dct("identifier"), 1, 1, None),
            asked(&dct("publisher"), 1, 1, Some(agent)),
            asked(&dcat("contactPoint"), 1, 1, Some("http://www.w3.org/2006/vcard/ns#Kind")),
            asked(&dcat("theme"), 1, 1, Some("http://www.w3.org/2004/02/skos/core#Concept")),
            asked(&dct("accrualPeriodicity"), 1, 1, Some(&dct("Frequency"))),
            asked(&dct("accessRights"), 1, 1, Some(&dct("RightsStatement"))),
            asked(&dct("spatial"), 1, 1, Some(&dct("Location"))),
            asked(&dcat("distribution"), 3, 3, Some(&dcat("Distribution"))),
        ],
    );
    check(
        &graph,
        &dcat("Distribution"),
        30,
        &[
            asked(&dcat("accessURL"), 1, 1, None),
            asked(&dct("license"), 1, 1, Some(&dct("LicenseDocument"))),
            asked(&dct("format"), 1, 1, Some(&dct("MediaTypeOrExtent"))),
            asked(&dcat("mediaType"), 0, 1, Some(&dct("MediaType"))),
            asked("http://spdx.org/rdf/terms#checksum", 0, 1, Some("http://spdx.org/rdf/terms#Checksum")),
        ],
    );
    check(
        &graph,
        &dcat("DataService"),
        1,
        &[
            asked(&dct("title"), 2, 2, None),
            asked(&dcat("endpointURL"), 1, 1, None),
            asked(&dcat("servesDataset"), 10, 10, Some(&dcat("Dataset"))),
        ],
    );
    // What names of others stand for is said, list and all.
    let lists = "http://www.w3.org/2004/02/skos/core#inScheme";
    for (class, count) in [
        (dct("LinguisticSystem"), 2),
        (dct("Frequency"), 2),
        (dct("MediaTypeOrExtent"), 3),
        (dct("RightsStatement"), 1),
    ] {
        check(&graph, &class, count, &[asked(lists, 1, 1, None)]);
    }
    // A checksum is of what is fetched, now and later.
    let client = world.anonymous();
    let mut checked = 0;
    for file in graph.all(&dcat("Distribution")) {
        let [Term::NamedNode(checksum)] = graph.objects(file, "http://spdx.org/rdf/terms#checksum") else {
            continue;
        };
        let [Term::NamedNode(url)] = graph.objects(file, &dcat("downloadURL")) else { panic!("{file}") };
        assert!(url.as_str().contains("/data/v1/20"), "{url} is of a day");
        let body =
            get(&client, url.as_str().strip_prefix(world.config.public_url.as_str()).unwrap()).await.body;
        let [Term::Literal(said)] =
            graph.objects(checksum.as_str(), "http://spdx.org/rdf/terms#checksumValue")
        else {
            panic!("{checksum}")
        };
        let digest: String = Sha256::digest(&body).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(said.value(), digest, "{url}");
        checked += 1;
    }
    assert_eq!(checked, 20);
    let demonstration = graph.all(&dcat("Dataset")).into_iter().all(|one| {
        graph
            .objects(one, &dct("description"))
            .iter()
            .any(|text| text.to_string().contains("Demonstration data"))
    });
    assert!(demonstration, "invented data say so");
}

async fn each_service_in_each_district_is_described(world: World) {
    demonstration(&world).await;
    let graph = read(&world, "services").await;
    let (dct, cv) = (|name: &str| format!("{DCT}{name}"), |name: &str| format!("{CV}{name}"));
    check(
        &graph,
        "http://purl.org/vocab/cpsv#PublicService",
        24 * 15,
        &[
            asked(&dct("identifier"), 1, 1, None),
            asked(&dct("title"), 2, 2, None),
            asked(&dct("description"), 2, 2, None),
            asked(&cv("hasCompetentAuthority"), 1, 1, Some(&cv("PublicOrganisation"))),
            asked(&cv("hasChannel"), 0, 1, Some(&cv("Channel"))),
            asked(
                "http://www.w3.org/ns/adms#status",
                1,
                1,
                Some("http://www.w3.org/2004/02/skos/core#Concept"),
            ),
            asked(&cv("isGroupedBy"), 0, 9, Some(&cv("Event"))),
            asked(&dct("spatial"), 1, 1, Some(&dct("Location"))),
            asked(&dct("isPartOf"), 1, 1, Some("http://www.w3.org/ns/dcat#Dataset")),
        ],
    );
    check(
        &graph,
        &cv("PublicOrganisation"),
        24,
        &[
            asked("http://www.w3.org/2004/02/skos/core#prefLabel", 2, 2, None),
            asked(&dct("title"), 2, 2, None),
            asked(&dct("spatial"), 1, 1, Some("http://data.europa.eu/88u/dataset/atu-type")),
        ],
    );
    let channels = graph.all(&cv("Channel")).len();
    assert!(channels > 0);
    check(
        &graph,
        &cv("Channel"),
        channels,
        &[
            asked(&dct("identifier"), 1, 1, None),
            asked(&dct("type"), 1, 1, Some("http://www.w3.org/2004/02/skos/core#Concept")),
            asked(&cv("ownedBy"), 1, 1, Some("http://www.w3.org/ns/org#Organization")),
        ],
    );
    let events = graph.all(&cv("LifeEvent")).len();
    assert!(events > 0);
    check(
        &graph,
        &cv("Event"),
        events,
        &[asked(&dct("identifier"), 1, 1, None), asked(&dct("title"), 2, 2, None)],
    );
}

async fn other_sites_may_show_the_map_and_only_that(world: World) {
    demonstration(&world).await;
    let client = world.anonymous();
    let frame = get(&client, "/embed/unified-model?lang=en").await;
    assert_eq!(frame.header("x-frame-options"), None);
    let policy = frame.header("content-security-policy").unwrap();
    assert!(policy.contains("frame-ancestors *") && policy.contains("script-src 'self'"));
    let page = frame.page();
    assert_eq!(page.lang(), "en");
    assert_eq!(page.having("a", "target").next().unwrap().get("target"), Some("_top"));
    for closed in ["/bg/", "/bg/vhod", "/bg/otvoreni-danni", "/bg/osporvane"] {
        let answer = get(&client, closed).await;
        assert_eq!(answer.header("x-frame-options"), Some("DENY"), "{closed}");
        assert!(answer.header("content-security-policy").unwrap().contains("frame-ancestors 'none'"));
    }
    let known: serde_json::Value = get(&client, "/api/v1/onboardings").await.read();
    let picture = get(&client, "/embed/unified-model.svg?lang=en").await;
    assert_eq!(picture.header("content-type"), Some("image/svg+xml"));
    let policy = picture.header("content-security-policy").unwrap();
    assert!(policy.contains("style-src 'sha256-") && !policy.contains("unsafe"));
    assert_eq!(picture.headers.get_all("content-security-policy").iter().count(), 1);
    let text = picture.text();
    assert!(text.contains("<title") && text.contains("<desc") && text.contains("Demonstration data"));
    assert!(!text.replace("http://www.w3.org/2000/svg", "").contains("http"), "nothing from elsewhere");
    for row in known["data"].as_array().unwrap() {
        assert!(text.contains(row["name_en"].as_str().unwrap()));
        let slug = row["district"].as_str().unwrap();
        let badge = get(&client, &format!("/badge/unified-model/{slug}.svg")).await;
        assert!(badge.text().contains(row["name_bg"].as_str().unwrap()));
    }
    for (address, status) in [
        ("/embed/nope", 404),
        ("/embed/nope.svg", 404),
        ("/embed/unified-model?lang=de", 400),
        ("/embed/unified-model?as-of=x", 400),
        ("/embed/unified-model.svg?color=x", 400),
        ("/badge/unified-model/nope.svg", 404),
        ("/badge/unified-model/lyulin.png", 404),
        ("/badge/%3Cscript%3E/lyulin.svg", 404),
    ] {
        let answer = get(&client, address).await;
        assert_eq!(
            (answer.status, answer.header("content-type")),
            (status, Some("application/problem+json")),
            "{address}"
        );
    }
}

on_both_databases![
    the_data_sets_are_described,
    each_service_in_each_district_is_described,
    other_sites_may_show_the_map_and_only_that,
];
