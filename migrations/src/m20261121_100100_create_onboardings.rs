//! One district in one programme: its dates, requirement states and marks.

crate::dialect::step!(UP, DOWN);

const UP: &[&str] = &[
    "CREATE TABLE onboarding (
       id {id},
       district_id BIGINT NOT NULL REFERENCES district(id),
       programme_id BIGINT NOT NULL REFERENCES programme(id),
       checklist_version_id BIGINT NOT NULL REFERENCES checklist_version(id),
       version BIGINT NOT NULL,
       opened_on DATE,
       window_from DATE,
       window_to DATE,
       preferred_on DATE,
       agreed_on DATE,
       suspended_on DATE,
       suspension_reason TEXT,
       expected_return_on DATE,
       UNIQUE (district_id, programme_id),
       CHECK ((window_from IS NULL) = (window_to IS NULL)),
       CHECK (window_to >= window_from),
       CHECK ((suspended_on IS NULL) = (suspension_reason IS NULL)),
       CHECK ((suspended_on IS NULL) = (expected_return_on IS NULL))
     )",
    "CREATE TABLE requirement_state (
       id {id},
       onboarding_id BIGINT NOT NULL REFERENCES onboarding(id),
       requirement_id BIGINT NOT NULL REFERENCES requirement(id),
       version BIGINT NOT NULL,
       state TEXT NOT NULL CHECK (state IN ('open', 'submitted', 'returned', 'confirmed', 'not_applicable')),
       holder TEXT NOT NULL CHECK (holder IN ('district', 'municipality', 'state', 'vendor')),
       holder_since DATE NOT NULL,
       evidence_kind TEXT CHECK (evidence_kind IN ('link', 'reference', 'text')),
       evidence_body TEXT,
       valid_until DATE,
       return_reasons TEXT NOT NULL,
       note TEXT,
       UNIQUE (onboarding_id, requirement_id),
       CHECK ((evidence_kind IS NULL) = (evidence_body IS NULL)),
       CHECK (state <> 'confirmed' OR evidence_body IS NOT NULL),
       CHECK (state <> 'submitted' OR evidence_body IS NOT NULL),
       CHECK (state <> 'not_applicable' OR note IS NOT NULL)
     )",
    "CREATE TABLE milestone_mark (
       id {id},
       onboarding_id BIGINT NOT NULL REFERENCES onboarding(id),
       milestone_id BIGINT NOT NULL REFERENCES milestone(id),
       kind TEXT NOT NULL CHECK (kind IN ('confirmed', 'reported')),
       reached_on DATE,
       source_bg TEXT,
       source_en TEXT,
       UNIQUE (onboarding_id, milestone_id, kind),
       CHECK (kind <> 'confirmed' OR reached_on IS NOT NULL),
       CHECK (kind <> 'reported' OR (source_bg IS NOT NULL AND source_en IS NOT NULL))
     )",
];

const DOWN: &[&str] = &["DROP TABLE milestone_mark", "DROP TABLE requirement_state", "DROP TABLE onboarding"];
