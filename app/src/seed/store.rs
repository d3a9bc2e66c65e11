//! Writing the facts.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use sea_orm::{ActiveValue::Set, EntityTrait, PaginatorTrait};
use serde::Serialize;

use super::data::{self, Facts, ReportedMark, Sources};
use crate::db::entity::{
    checklist_version, district, known_fact, life_event, life_event_step, milestone, onboarding, programme,
    programme_condition, requirement, service,
};
use crate::db::{Change, Db, internal};
use crate::error::AppError;
use crate::ledger::clocks::Clocks;
use crate::ledger::model::Item;
use crate::ledger::store::Draft;
use crate::onboarding::model::{Mark, MarkKind};
use crate::onboarding::store::{load_onboarding_of, save_mark};
use crate::programme::model::{Holder, HolderName};
use crate::text::Bilingual;

/// Whether the facts are there.
pub async fn is_seeded(db: &Db) -> Result<bool, AppError> {
    Ok(district::Entity::find().count(db.read()).await? > 0)
}

/// Writes all facts.
pub async fn insert(change: &mut Change, facts: &Facts) -> Result<(), AppError> {
    insert_districts(change, facts).await?;
    for (place, programme) in (1..).zip(&facts.programmes) {
        insert_programme(change, place, programme).await?;
    }
    insert_services(change, facts).await?;
    for fact in &facts.history.facts {
        let source = text(&facts.history.sources, &fact.source);
        let row = known_fact::ActiveModel {
            happened_on: Set(fact.date),
            text_bg: Set(fact.text.bg.clone()),
            text_en: Set(fact.text.en.clone()),
            source_bg: Set(source.bg),
            source_en: Set(source.en),
            ..Default::default()
        };
        known_fact::Entity::insert(row).exec_without_returning(&change.tx).await?;
    }
    for reported in &facts.history.reported {
        insert_reported(change, reported, &facts.history.sources).await?;
    }
    Ok(())
}

async fn insert_districts(change: &Change, facts: &Facts) -> Result<(), AppError> {
    let sources = field_sources(&facts.districts);
    for one in &facts.districts.districts {
        let mosaic: Vec<[i32; 2]> = one.mosaic.iter().map(|hex| [hex.column, hex.row]).collect();
        let row = district::ActiveModel {
            number: Set(i32::from(one.number)),
            code: Set(one.code.clone()),
            slug: Set(one.slug.clone()),
            name_bg: Set(one.name.bg.clone()),
            name_en: Set(one.name.en.clone()),
            sort_bg: Set(one.name.bg.to_lowercase()),
            sort_en: Set(one.name.en.to_lowercase()),
            eik: Set(one.eik.clone()),
            population_2011: Set(i64::from(one.population_2011)),
            population_2021: Set(one.population_2021.map(i64::from)),
            area_km2: Set(one.area_km2),
            latitude: Set(one.label_point.lat),
            longitude: Set(one.label_point.lon),
            neighbours: Set(json(&one.neighbours)?),
            mosaic: Set(json(&mosaic)?),
            sources: Set(json(&sources)?),
            ..Default::default()
        };
        district::Entity::insert(row).exec_without_returning(&change.tx).await?;
    }
    Ok(())
}

async fn insert_programme(change: &Change, place: i32, one: &data::Programme) -> Result<(), AppError> {
    let starts_source = text(&one.sources, &one.starts_on.source);
    let reason = &one.starts_on.reason;
    let go_live = one.milestones.iter().position(|milestone| milestone.key == one.go_live_milestone);
    let row = programme::ActiveModel {
        key: Set(one.key.clone()),
        position: Set(place),
        name_bg: Set(one.name.bg.clone()),
        name_en: Set(one.name.en.clone()),
        short_bg: Set(one.short_name.bg.clone()),
        short_en: Set(one.short_name.en.clone()),
        note_bg: Set(one.note.bg.clone()),
        note_en: Set(one.note.en.clone()),
        starts_on: Set(one.starts_on.date),
        starts_source_bg: Set(format!("{} ({})", reason.bg, starts_source.bg)),
        starts_source_en: Set(format!("{} ({})", reason.en, starts_source.en)),
        go_live_position: Set(position(go_live.unwrap_or_default())),
        owners: Set(json(&owners(one))?),
        holders: Set(json(&holders(one, change.today))?),
        ..Default::default()
    };
    let id = programme::Entity::insert(row).exec(&change.tx).await?.last_insert_id;
    let version = checklist_version::ActiveModel {
        programme_id: Set(id),
        number: Set(i32::try_from(one.version).unwrap_or(i32::MAX)),
        holds_from: Set(one.starts_on.date),
        note_bg: Set(one.note.bg.clone()),
        note_en: Set(one.note.en.clone()),
        published_at: Set(Some(0)),
        version: Set(0),
        ..Default::default()
    };
    let version = checklist_version::Entity::insert(version).exec(&change.tx).await?.last_insert_id;
    for (condition, name) in &one.conditions {
        let row = programme_condition::ActiveModel {
            programme_id: Set(id),
            key: Set(condition.key().to_owned()),
            name_bg: Set(name.bg.clone()),
            name_en: Set(name.en.clone()),
            ..Default::default()
        };
        programme_condition::Entity::insert(row).exec_without_returning(&change.tx).await?;
    }
    let mut place = 0;
    for (index, step) in one.milestones.iter().enumerate() {
        let row = milestone::ActiveModel {
            programme_id: Set(id),
            key: Set(step.key.clone()),
            position: Set(position(index)),
            name_bg: Set(step.name.bg.clone()),
            name_en: Set(step.name.en.clone()),
            ..Default::default()
        };
        let milestone = milestone::Entity::insert(row).exec(&change.tx).await?.last_insert_id;
        for one_requirement in &step.requirements {
            place += 1;
            let row = requirement_row(one_requirement, &one.sources, version, milestone, place)?;
            requirement::Entity::insert(row).exec_without_returning(&change.tx).await?;
        }
    }
    for district in district::Entity::find().all(&change.tx).await? {
        let row = onboarding::ActiveModel {
            district_id: Set(district.id),
            programme_id: Set(id),
            checklist_version_id: Set(version),
            version: Set(0),
            ..Default::default()
        };
        onboarding::Entity::insert(row).exec_without_returning(&change.tx).await?;
    }
    Ok(())
}

fn requirement_row(
    one: &data::Requirement,
    sources: &Sources,
    version: i64,
    milestone: i64,
    place: i32,
) -> Result<requirement::ActiveModel, AppError> {
    let source = text(sources, &one.source);
    Ok(requirement::ActiveModel {
        checklist_version_id: Set(version),
        milestone_id: Set(milestone),
        key: Set(one.key.clone()),
        position: Set(place),
        name_bg: Set(one.name.bg.clone()),
        name_en: Set(one.name.en.clone()),
        basis_bg: Set(one.basis.as_ref().map(|basis| basis.bg.clone())),
        basis_en: Set(one.basis.as_ref().map(|basis| basis.en.clone())),
        source_bg: Set(source.bg),
        source_en: Set(source.en),
        next_bg: Set(one.next.bg.clone()),
        next_en: Set(one.next.en.clone()),
        evidence: Set(one.evidence.key().to_owned()),
        holder: Set(one.holder.key().to_owned()),
        evidence_valid_months: Set(one.evidence_valid_months.map(i32::from)),
        applies_when: Set(one.applies_when.map(|condition| condition.key().to_owned())),
        after_keys: Set(json(&one.after)?),
        must_be_met_by: Set(None),
        since_version: Set(1),
        ..Default::default()
    })
}

async fn insert_services(change: &Change, facts: &Facts) -> Result<(), AppError> {
    let groups: HashMap<&str, &Bilingual> =
        facts.services.groups.iter().map(|group| (group.key.as_str(), &group.name)).collect();
    for one in &facts.services.services {
        let group = groups.get(one.group.as_str()).copied().cloned().unwrap_or_default();
        let source = joined(&facts.services.sources, &one.sources);
        let row = service::ActiveModel {
            number: Set(i64::from(one.number)),
            name_bg: Set(one.name.bg.clone()),
            name_en: Set(one.name.en.clone()),
            group_key: Set(one.group.clone()),
            group_bg: Set(group.bg),
            group_en: Set(group.en),
            source_bg: Set(source.bg),
            source_en: Set(source.en),
        };
        service::Entity::insert(row).exec_without_returning(&change.tx).await?;
    }
    for (place, one) in (1..).zip(&facts.life_events.life_events) {
        let design = facts.life_events.designs.iter().find(|design| design.life_event == one.key);
        let history: Vec<_> = design
            .iter()
            .flat_map(|design| &design.history)
            .map(|span| {
                serde_json::json!({
                    "phase": span.phase,
                    "from": span.from.first_day(),
                    "from_at_latest": span.from_at_latest,
                    "until": span.until.map(data::Month::first_day),
                    "source": text(&facts.life_events.sources, &span.source),
                })
            })
            .collect();
        let row = life_event::ActiveModel {
            key: Set(one.key.clone()),
            position: Set(place),
            kind: Set(match one.kind {
                data::Kind::Life => "life".to_owned(),
                data::Kind::Business => "business".to_owned(),
            }),
            name_bg: Set(one.name.bg.clone()),
            name_en: Set(one.name.en.clone()),
            design: Set(json(&history)?),
            ..Default::default()
        };
        let id = life_event::Entity::insert(row).exec(&change.tx).await?.last_insert_id;
        for (place, step) in (1..).zip(&one.steps) {
            let row = life_event_step::ActiveModel {
                life_event_id: Set(id),
                position: Set(place),
                service_number: Set(i64::from(step.service)),
                two_ended: Set(step.two_ended),
            };
            life_event_step::Entity::insert(row).exec_without_returning(&change.tx).await?;
        }
    }
    Ok(())
}

async fn insert_reported(
    change: &mut Change,
    reported: &ReportedMark,
    sources: &Sources,
) -> Result<(), AppError> {
    let source = text(sources, &reported.source);
    let source = Bilingual {
        bg: format!("{}: {}", source.bg, reported.text.bg),
        en: format!("{}: {}", source.en, reported.text.en),
    };
    for slug in &reported.districts {
        let onboarding =
            load_onboarding_of(&change.tx, slug, &reported.programme, Clocks::on(change.today)).await?;
        let milestone = onboarding.programme.milestone(&reported.milestone).ok_or(AppError::NotFound)?;
        let mark = Mark {
            position: milestone.position,
            kind: MarkKind::Reported,
            reached_on: reported.effective_on,
            source: Some(source.clone()),
            agreed_on: None,
            taken_back_on: None,
        };
        save_mark(change, &onboarding, &mark).await?;
        change
            .append(Draft {
                programme: &reported.programme,
                district: slug,
                item: Item::Mark { milestone: reported.milestone.clone(), kind: MarkKind::Reported },
                operation: "report_milestone",
                old: None,
                new: Some(&mark),
                reason: Some(&source.bg),
                effective_on: reported.effective_on,
            })
            .await?;
    }
    Ok(())
}

/// The names of the bodies that hold requirements as of a day.
fn holders(one: &data::Programme, today: NaiveDate) -> BTreeMap<Holder, HolderName> {
    Holder::ALL
        .into_iter()
        .filter_map(|holder| {
            let body = one.holder_on(holder, today)?;
            Some((holder, HolderName { name: body.name.clone(), to_move: body.in_sentence.clone() }))
        })
        .collect()
}

fn owners(one: &data::Programme) -> Vec<serde_json::Value> {
    one.owners
        .iter()
        .map(|owner| {
            serde_json::json!({
                "body": owner.body.clone(),
                "from": owner.from,
                "until": owner.until,
                "source": text(&one.sources, &owner.source),
            })
        })
        .collect()
}

/// The sources of each field of a district.
fn field_sources(districts: &data::Districts) -> BTreeMap<String, Bilingual> {
    districts
        .field_sources
        .iter()
        .flat_map(|group| {
            let source = joined(&districts.sources, &group.sources);
            group.fields.iter().map(move |field| (field.clone(), source.clone()))
        })
        .collect()
}

fn joined(sources: &Sources, keys: &[String]) -> Bilingual {
    let texts: Vec<Bilingual> = keys.iter().map(|key| text(sources, key)).collect();
    let join = |pick: fn(&Bilingual) -> &str| texts.iter().map(pick).collect::<Vec<_>>().join("; ");
    Bilingual { bg: join(|one| &one.bg), en: join(|one| &one.en) }
}

fn text(sources: &Sources, key: &str) -> Bilingual {
    sources.get(key).cloned().unwrap_or_default()
}

fn position(index: usize) -> i32 {
    i32::try_from(index + 1).unwrap_or(i32::MAX)
}

fn json(value: &impl Serialize) -> Result<String, AppError> {
    serde_json::to_string(value).map_err(|error| internal(&error))
}
