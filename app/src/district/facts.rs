//! What is known of a district apart from its progress, each with its source.

use leptos::prelude::*;

use super::model::District;
use super::store::DistrictName;
use super::text::{
    AREA, CODE, EIK, FACTS, NEIGHBOURS, NOT_FOUND_FIGURE, RESIDENTS_2011, RESIDENTS_2021, SOURCE,
};
use crate::about::abbreviation::FirstUses;
use crate::text::{Bilingual, Lang, decimal, grouped};

/// The facts, the links to neighbours with `stay` as their query.
pub fn facts(lang: Lang, district: &District, neighbours: &[DistrictName], stay: &str) -> AnyView {
    let mut first = FirstUses::new(lang);
    let mut fact = |label: &'static str, value: AnyView, source: Bilingual| {
        let label = first.explain(label);
        view! {
            <div><dt>{label}</dt><dd>{value}<span class="source">{SOURCE.get(lang)}": "{source.get(lang).to_owned()}</span></dd></div>
        }
        .into_any()
    };
    let links: Vec<_> = neighbours
        .iter()
        .enumerate()
        .map(|(place, one)| {
            let href = format!("/{}/rayoni/{}{stay}", lang.code(), one.slug);
            view! { {(place > 0).then_some(", ")}<a href=href>{one.name.get(lang).to_owned()}</a> }
        })
        .collect();
    let later = district
        .population_2021
        .map_or_else(|| NOT_FOUND_FIGURE.get(lang).to_owned(), |count| grouped(lang, count));
    view! {
        <section aria-labelledby="facts-title">
            <h2 id="facts-title">{FACTS.get(lang)}</h2>
            <dl class="facts sourced">
                {fact(CODE.get(lang), district.code.clone().into_any(), district.source("code"))}
                {fact(EIK.get(lang), district.eik.clone().into_any(), district.source("eik"))}
                {fact(RESIDENTS_2011.get(lang), grouped(lang, district.population_2011).into_any(), district.source("population_2011"))}
                {fact(RESIDENTS_2021.get(lang), later.into_any(), district.source("population_2021"))}
                {fact(AREA.get(lang), lang.pick(format!("{} кв. км", decimal(lang, district.area_km2, 2)), format!("{} km²", decimal(lang, district.area_km2, 2))).into_any(), district.source("area_km2"))}
                {fact(NEIGHBOURS.get(lang), links.into_any(), district.source("neighbours"))}
            </dl>
        </section>
    }
    .into_any()
}
