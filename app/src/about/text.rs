//! The words of the texts about the site.

#[cfg(feature = "ssr")]
pub mod accessibility;
#[cfg(feature = "ssr")]
pub mod glossary;
#[cfg(feature = "ssr")]
pub mod method;
#[cfg(feature = "ssr")]
pub mod privacy;

use crate::text::Text;

pub const ABOUT_SITE: Text = Text { bg: "За сайта", en: "About the site" };
pub const ACCESSIBILITY: Text =
    Text { bg: "Декларация за достъпност", en: "Accessibility statement" };
pub const PRIVACY: Text = Text { bg: "Поверителност", en: "Privacy" };
pub const METHOD: Text =
    Text { bg: "Как се получават числата", en: "How the figures are made" };
pub const OPEN_DATA: Text = Text { bg: "Отворени данни", en: "Open data" };
pub const GLOSSARY: Text = Text { bg: "Речник", en: "Glossary" };
pub const SITE_MAP: Text = Text { bg: "Карта на сайта", en: "Site map" };
pub const PAGES: Text = Text { bg: "Страници", en: "Pages" };
pub const DISTRICTS: Text = Text { bg: "Райони", en: "Districts" };
pub const PROGRAMMES: Text = Text { bg: "Програми", en: "Programmes" };
pub const TERMS: Text = Text { bg: "Думи", en: "Words" };
pub const ABBREVIATIONS: Text = Text { bg: "Съкращения", en: "Abbreviations" };
pub const FIGURES: Text =
    Text { bg: "Всяко число с правилото си", en: "Each figure with its rule" };
pub const OF_EACH_DISTRICT: Text =
    Text { bg: "на страницата на всеки район", en: "on each district's page" };
pub const CONTACT: Text = Text { bg: "Пишете на", en: "Write to" };
pub const NO_CONTACT: Text = Text {
    bg: "Администраторът на тази инсталация не е посочил адрес за връзка.",
    en: "This installation's administrator has named no address to write to.",
};
pub const RUN_BY: Text = Text { bg: "Сайтът се поддържа от", en: "The site is run by" };
pub const RUN_BY_NOBODY: Text = Text {
    bg: "Администраторът на тази инсталация не е посочил кой я поддържа.",
    en: "This installation's administrator has not said who runs it.",
};
pub const DATASET_LEAD: Text = Text {
    bg: "Докъде е стигнал всеки от районите на София в програмата:",
    en: "How far each of Sofia's districts has come in the programme:",
};
pub const DEMONSTRATION: Text = Text {
    bg: "Демонстрационни данни: напредъкът е измислен.",
    en: "Demonstration data: the progress is invented.",
};
pub const MUNICIPALITY: Text = Text { bg: "Столична община", en: "Sofia Municipality" };
