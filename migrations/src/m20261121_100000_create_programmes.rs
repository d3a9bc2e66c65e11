//! Districts, programmes, their milestones and their versioned checklists.

crate::dialect::step!(UP, DOWN);

const UP: &[&str] = &[
    "CREATE TABLE district (
       id {id},
       number INTEGER NOT NULL UNIQUE CHECK (number BETWEEN 1 AND 999),
       code TEXT NOT NULL UNIQUE,
       slug TEXT NOT NULL UNIQUE,
       name_bg TEXT NOT NULL,
       name_en TEXT NOT NULL,
       sort_bg TEXT NOT NULL,
       sort_en TEXT NOT NULL,
       eik TEXT NOT NULL UNIQUE,
       population_2011 BIGINT NOT NULL CHECK (population_2011 >= 0),
       population_2021 BIGINT CHECK (population_2021 >= 0),
       area_km2 {real} NOT NULL,
       latitude {real} NOT NULL,
       longitude {real} NOT NULL,
       neighbours TEXT NOT NULL,
       mosaic TEXT NOT NULL,
       conditions TEXT NOT NULL,
       sources TEXT NOT NULL
     )",
    "CREATE TABLE programme (
       id {id},
       key TEXT NOT NULL UNIQUE,
       position INTEGER NOT NULL UNIQUE,
       name_bg TEXT NOT NULL,
       name_en TEXT NOT NULL,
       short_bg TEXT NOT NULL,
       short_en TEXT NOT NULL,
       note_bg TEXT NOT NULL,
       note_en TEXT NOT NULL,
       starts_on DATE NOT NULL,
       starts_source_bg TEXT NOT NULL,
       starts_source_en TEXT NOT NULL,
       go_live_position INTEGER NOT NULL,
       owners TEXT NOT NULL,
       holders TEXT NOT NULL
     )",
    "CREATE TABLE milestone (
       id {id},
       programme_id BIGINT NOT NULL REFERENCES programme(id),
       key TEXT NOT NULL,
       position INTEGER NOT NULL CHECK (position > 0),
       name_bg TEXT NOT NULL,
       name_en TEXT NOT NULL,
       UNIQUE (programme_id, key),
       UNIQUE (programme_id, position)
     )",
    "CREATE TABLE checklist_version (
       id {id},
       programme_id BIGINT NOT NULL REFERENCES programme(id),
       number INTEGER NOT NULL CHECK (number > 0),
       holds_from DATE NOT NULL,
       note_bg TEXT NOT NULL,
       note_en TEXT NOT NULL,
       UNIQUE (programme_id, number)
     )",
    "CREATE TABLE requirement (
       id {id},
       checklist_version_id BIGINT NOT NULL REFERENCES checklist_version(id),
       milestone_id BIGINT NOT NULL REFERENCES milestone(id),
       key TEXT NOT NULL,
       position INTEGER NOT NULL CHECK (position > 0),
       name_bg TEXT NOT NULL,
       name_en TEXT NOT NULL,
       basis_bg TEXT,
       basis_en TEXT,
       source_bg TEXT NOT NULL,
       source_en TEXT NOT NULL,
       next_bg TEXT NOT NULL,
       next_en TEXT NOT NULL,
       evidence TEXT NOT NULL CHECK (evidence IN ('document', 'text', 'table', 'reference', 'link')),
       holder TEXT NOT NULL CHECK (holder IN ('district', 'municipality', 'state', 'vendor')),
       evidence_valid_months INTEGER CHECK (evidence_valid_months > 0),
       applies_when TEXT,
       after_keys TEXT NOT NULL,
       UNIQUE (checklist_version_id, key),
       UNIQUE (checklist_version_id, position)
     )",
];

const DOWN: &[&str] = &[
    "DROP TABLE requirement",
    "DROP TABLE checklist_version",
    "DROP TABLE milestone",
    "DROP TABLE programme",
    "DROP TABLE district",
];
