//! Every service in every district as CPSV-AP 3.2 describes it: what is known of
//! it here, and no more. A channel is named only where it is certain that the
//! service can be had through it.

use super::datasets::{SOFIA, languages, publisher};
use super::graph::{Graph, both, plain};
use crate::about::text::{DEMONSTRATION, MUNICIPALITY};
use crate::district::model::District;
use crate::district::store::list_districts;
use crate::error::AppError;
use crate::life_event::store::load_known;
use crate::open_data::PAGE;
use crate::open_data::datasets::Set;
use crate::open_data::text::{CHANNEL_DESK, CHANNEL_ONLINE, service_text};
use crate::replay::model::Shown;
use crate::service::model::State;
use crate::service::store::{Service, list_services, load_offers};
use crate::service::text::state_text;
use crate::site::Site;
use crate::text::{Bilingual, Lang};

/// The class of administrative areas, as the profile's shapes name it.
const AREA: &str = "atu:atu-type";

/// The whole description.
///
/// # Errors
/// When the database does not answer.
pub async fn graph(site: &Site) -> Result<Graph, AppError> {
    let reader = site.db.read();
    let demonstration = site.db.is_demonstration().await?;
    let districts = list_districts(reader).await?;
    let services = list_services(reader).await?;
    let offers = load_offers(site, Shown::Today(site.today())).await?;
    let events = load_known(reader).await?.events;
    let page = site.installation.url(&format!("/bg{PAGE}"));
    let all = format!("{page}#{}", Set::Offers.dataset().key);
    let mut graph = Graph::default();

    graph.is(&all, &["dcat:Dataset"]);
    graph.tell(&all, "dct:title", &both(Set::Offers.dataset().name));
    graph.tell(&all, "dct:description", &marked(demonstration, &both(Set::Offers.dataset().about)));
    let who = format!("{page}#publisher");
    graph.relate(&all, "dct:publisher", &who);
    graph.relate(&all, "dcat:landingPage", &page);
    graph.is(&page, &["foaf:Document"]);
    publisher(&mut graph, site, &who);
    languages(&mut graph);
    graph.concept(&format!("{page}#channel-online"), CHANNEL_ONLINE);
    graph.concept(&format!("{page}#channel-desk"), CHANNEL_DESK);
    for state in State::ALL {
        graph.concept(&format!("{page}#state-{}", state.key()), state_text(state));
    }
    graph.is(SOFIA, &["dct:Location", AREA]);
    graph.tell(SOFIA, "skos:prefLabel", &both(MUNICIPALITY));

    for district in &districts {
        office(&mut graph, site, district);
        for service in &services {
            let state = offers.state(&district.slug, service.number);
            let it = address(site, district, service);
            describe(
                &mut graph,
                &it,
                (district, service),
                &marked(demonstration, &service_text(service, district, state)),
            );
            // Whether it is offered at all, and how: what is not is no less of the list.
            graph.relate(&it, "adms:status", &format!("{page}#state-{}", state.key()));
            graph.relate(&it, "cv:hasCompetentAuthority", &office_of(site, district));
            graph.relate(&it, "dct:spatial", &area_of(site, district));
            graph.relate(&it, "dct:isPartOf", &all);
            for event in events
                .iter()
                .filter(|event| event.steps.iter().any(|step| step.service.number == service.number))
            {
                graph.relate(
                    &it,
                    "cv:isGroupedBy",
                    &site.installation.url(&format!("/bg/epizodi/{}", event.key)),
                );
            }
            channel(&mut graph, &it, state, &page, &office_of(site, district));
        }
    }
    for event in &events {
        let it = site.installation.url(&format!("/bg/epizodi/{}", event.key));
        graph.is(&it, &["cv:LifeEvent", "cv:Event"]);
        graph.say(&it, "dct:identifier", plain(&event.key));
        graph.tell(&it, "dct:title", &event.name);
        for district in &districts {
            for step in &event.steps {
                graph.relate(&it, "cv:hasRelatedService", &address(site, district, &step.service));
            }
        }
    }
    Ok(graph)
}

fn describe(graph: &mut Graph, it: &str, (district, service): (&District, &Service), about: &Bilingual) {
    graph.is(it, &["cpsv:PublicService"]);
    graph.say(it, "dct:identifier", plain(&format!("{}-{}", service.number, district.code)));
    graph.tell(it, "dct:title", &service.name);
    graph.tell(it, "dct:description", about);
    graph.tell(it, "dcat:keyword", &service.group);
    graph.relate(it, "dct:language", "op:language/BUL");
}

/// Through what the service can certainly be had.
fn channel(graph: &mut Graph, it: &str, state: State, page: &str, office: &str) {
    let (kind, name) = match state {
        State::Online | State::PartOnline => ("online", CHANNEL_ONLINE),
        State::AtDesk => ("desk", CHANNEL_DESK),
        State::NotOffered | State::NotWorking | State::Disagree | State::Unknown => return,
    };
    let channel = format!("{it}-{kind}");
    graph.relate(it, "cv:hasChannel", &channel);
    graph.is(&channel, &["cv:Channel"]);
    graph.say(&channel, "dct:identifier", plain(&channel));
    graph.relate(&channel, "dct:type", &format!("{page}#channel-{kind}"));
    graph.tell(&channel, "dct:description", &both(name));
    graph.relate(&channel, "cv:ownedBy", office);
}

fn office(graph: &mut Graph, site: &Site, district: &District) {
    let (it, area) = (office_of(site, district), area_of(site, district));
    let name = Bilingual {
        bg: format!("Столична община, район „{}“", district.name.bg),
        en: format!("Sofia Municipality, {} district", district.name.en),
    };
    graph.is(&it, &["cv:PublicOrganisation", "org:Organization"]);
    graph.tell(&it, "skos:prefLabel", &name);
    // Organisations are agents, and of an agent the profile asks a title.
    graph.tell(&it, "dct:title", &name);
    graph.say(&it, "dct:identifier", plain(&district.eik));
    graph.relate(&it, "dct:spatial", &area);
    graph.is(&area, &["dct:Location", AREA]);
    graph.tell(&area, "skos:prefLabel", &district.name);
    graph.say(&area, "dct:identifier", plain(&district.code));
    graph.relate(&area, "dct:isPartOf", SOFIA);
}

fn address(site: &Site, district: &District, service: &Service) -> String {
    site.installation.url(&format!("/bg/rayoni/{}/uslugi#{}", district.slug, service.number))
}

fn office_of(site: &Site, district: &District) -> String {
    site.installation.url(&format!("/bg/rayoni/{}#office", district.slug))
}

fn area_of(site: &Site, district: &District) -> String {
    site.installation.url(&format!("/bg/rayoni/{}#area", district.slug))
}

/// Invented data say so wherever they are described.
fn marked(demonstration: bool, text: &Bilingual) -> Bilingual {
    if !demonstration {
        return text.clone();
    }
    let with = |lang: Lang| format!("{} {}", DEMONSTRATION.get(lang), text.get(lang));
    Bilingual { bg: with(Lang::Bg), en: with(Lang::En) }
}
