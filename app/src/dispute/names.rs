//! What disputes are about, by name; and what of it can be contested today.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use sea_orm::ConnectionTrait;

use super::form::Contest;
use super::model::Subject;
use super::text::MILESTONE;
use crate::district::store::{DistrictName, list_all_names};
use crate::error::{AppError, Rule};
use crate::ledger::clocks::Clocks;
use crate::onboarding::store::list_marked;
use crate::outage::store::list_services;
use crate::programme::model::Programme;
use crate::programme::store::{list_programmes, load_programme};
use crate::text::{Bilingual, Lang};

/// Districts, milestones and services by name.
pub struct Names {
    /// The districts, in the order of a language.
    pub districts: Vec<DistrictName>,
    /// The programmes with their milestones.
    pub programmes: Vec<Programme>,
    /// The services by number.
    pub services: Vec<(i64, Bilingual)>,
}

/// What can be contested: the marks that are shown today, and every service.
pub struct Offer {
    /// All by name.
    pub names: Names,
    /// Districts' slugs and what is shown of them.
    marked: BTreeSet<(String, Subject)>,
}

impl Names {
    /// All there are.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn load(
        connection: &impl ConnectionTrait,
        lang: Lang,
        today: NaiveDate,
    ) -> Result<Self, AppError> {
        let mut programmes = Vec::new();
        for one in list_programmes(connection).await? {
            programmes.push(load_programme(connection, &one.key, Clocks::on(today)).await?);
        }
        let districts = list_all_names(connection, lang).await?;
        let services = list_services(connection).await?;
        Ok(Self { districts, programmes, services })
    }

    /// A district's name.
    #[must_use]
    pub fn district(&self, lang: Lang, slug: &str) -> String {
        let found = self.districts.iter().find(|one| one.slug == slug);
        found.map(|one| one.name.get(lang).to_owned()).unwrap_or_default()
    }

    /// „Единен модел: етап 3, Услуги и форми“; „Адресна регистрация (2079)“.
    #[must_use]
    pub fn subject(&self, lang: Lang, subject: &Subject) -> String {
        match subject {
            Subject::Milestone { programme, key } => {
                let programme = self.programmes.iter().find(|one| one.key == *programme);
                let milestone = programme.and_then(|one| one.milestone(key));
                let (Some(programme), Some(milestone)) = (programme, milestone) else { return key.clone() };
                format!(
                    "{}: {} {}, {}",
                    programme.short_name.get(lang),
                    MILESTONE.get(lang),
                    milestone.position,
                    milestone.name.get(lang)
                )
            }
            Subject::Service(number) => {
                let service = self.services.iter().find(|(known, _)| known == number);
                let name = service.map(|(_, name)| name.get(lang)).unwrap_or_default();
                format!("{name} ({number})")
            }
        }
    }

    /// All milestones, in the order of the programmes.
    fn milestones(&self) -> impl Iterator<Item = (Subject, &Bilingual)> {
        self.programmes.iter().flat_map(|programme| {
            programme.checklist.milestones.iter().map(|milestone| {
                let subject =
                    Subject::Milestone { programme: programme.key.clone(), key: milestone.key.clone() };
                (subject, &milestone.name)
            })
        })
    }
}

impl Offer {
    /// What there is today.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn load(
        connection: &impl ConnectionTrait,
        lang: Lang,
        today: NaiveDate,
    ) -> Result<Self, AppError> {
        let names = Names::load(connection, lang, today).await?;
        let mut marked = BTreeSet::new();
        for programme in &names.programmes {
            for (district, positions) in list_marked(connection, programme.id).await? {
                let shown =
                    programme.checklist.milestones.iter().filter(|one| positions.contains(&one.position));
                marked.extend(shown.map(|one| {
                    let (programme, key) = (programme.key.clone(), one.key.clone());
                    (district.clone(), Subject::Milestone { programme, key })
                }));
            }
        }
        Ok(Self { names, marked })
    }

    /// The milestones with a mark in one of the districts at least, and the services:
    /// two lists of one form cannot depend on each other without JavaScript.
    #[must_use]
    pub fn subjects(&self) -> Vec<Subject> {
        let anywhere: BTreeSet<&Subject> = self.marked.iter().map(|(_, subject)| subject).collect();
        let milestones =
            self.names.milestones().map(|(subject, _)| subject).filter(|one| anywhere.contains(one));
        let services = self.names.services.iter().map(|(number, _)| Subject::Service(*number));
        milestones.chain(services).collect()
    }

    /// Whether there is what somebody contests.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at the district or at what it is about.
    pub fn check(&self, contest: &Contest) -> Result<(), AppError> {
        if !self.names.districts.iter().any(|one| one.slug == contest.district) {
            return Err(AppError::invalid("district", Rule::NotOffered));
        }
        let is_known = match &contest.subject {
            Subject::Service(number) => self.names.services.iter().any(|(known, _)| known == number),
            milestone => self.names.milestones().any(|(one, _)| one == *milestone),
        };
        if !is_known {
            return Err(AppError::invalid("about", Rule::NotOffered));
        }
        let is_marked =
            |subject: &Subject| self.marked.contains(&(contest.district.clone(), subject.clone()));
        // A service can fail whatever is said of it.
        if matches!(contest.subject, Subject::Service(_)) || is_marked(&contest.subject) {
            return Ok(());
        }
        let of_programme = |subject: &Subject| subject.programme() == contest.subject.programme();
        let marked = self
            .names
            .milestones()
            .filter(|(one, _)| of_programme(one) && is_marked(one))
            .map(|(_, name)| name.clone())
            .collect();
        Err(AppError::invalid("about", Rule::NotMarked { marked }))
    }
}

/// A dispute's page.
#[must_use]
pub fn path(lang: Lang, id: impl std::fmt::Display) -> String {
    format!("/{}/osporvaniya/{id}", lang.code())
}
