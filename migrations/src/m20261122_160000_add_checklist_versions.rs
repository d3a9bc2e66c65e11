//! Checklists in versions: drafts and when they were published, requirements
//! with the version they came with and the day they must be met by, what
//! districts are asked of their circumstances, and records that are kept by a
//! requirement's key, so that they carry over from version to version.

crate::dialect::step!(UP, DOWN);

const UP: &[&str] = &[
    // What is there came with the installation; 0 says that no instant is known.
    "ALTER TABLE checklist_version ADD COLUMN published_at BIGINT",
    "UPDATE checklist_version SET published_at = 0",
    "ALTER TABLE checklist_version ADD COLUMN version BIGINT NOT NULL DEFAULT 0",
    "CREATE UNIQUE INDEX checklist_version_one_draft ON checklist_version (programme_id)
       WHERE published_at IS NULL",
    "ALTER TABLE requirement ADD COLUMN must_be_met_by DATE",
    "ALTER TABLE requirement ADD COLUMN since_version INTEGER NOT NULL DEFAULT 1 CHECK (since_version > 0)",
    // SQLite cannot take a column out of a UNIQUE, so the table is made anew.
    "CREATE TABLE requirement_state_by_key (
       id {id},
       onboarding_id BIGINT NOT NULL REFERENCES onboarding(id),
       requirement_key TEXT NOT NULL,
       version BIGINT NOT NULL,
       state TEXT NOT NULL CHECK (state IN ('open', 'submitted', 'returned', 'confirmed', 'not_applicable')),
       holder TEXT NOT NULL CHECK (holder IN ('district', 'municipality', 'state', 'vendor')),
       holder_since DATE NOT NULL,
       evidence_kind TEXT CHECK (evidence_kind IN ('link', 'reference', 'text')),
       evidence_body TEXT,
       valid_until DATE,
       return_reasons TEXT NOT NULL,
       note TEXT,
       renewal_kind TEXT CHECK (renewal_kind IN ('link', 'reference', 'text'))
         CHECK (renewal_kind IS NULL OR state = 'confirmed'),
       renewal_body TEXT CHECK ((renewal_body IS NULL) = (renewal_kind IS NULL)),
       renewal_since DATE CHECK ((renewal_since IS NULL) = (renewal_kind IS NULL)),
       renewal_valid_until DATE,
       renewal_return_reasons TEXT CHECK ((renewal_return_reasons IS NULL) = (renewal_kind IS NULL)),
       renewal_note TEXT,
       UNIQUE (onboarding_id, requirement_key),
       CHECK ((evidence_kind IS NULL) = (evidence_body IS NULL)),
       CHECK (state <> 'confirmed' OR evidence_body IS NOT NULL),
       CHECK (state <> 'submitted' OR evidence_body IS NOT NULL),
       CHECK (state <> 'not_applicable' OR note IS NOT NULL)
     )",
    "INSERT INTO requirement_state_by_key (onboarding_id, requirement_key, version, state, holder,
       holder_since, evidence_kind, evidence_body, valid_until, return_reasons, note, renewal_kind,
       renewal_body, renewal_since, renewal_valid_until, renewal_return_reasons, renewal_note)
     SELECT s.onboarding_id, r.key, s.version, s.state, s.holder, s.holder_since, s.evidence_kind,
       s.evidence_body, s.valid_until, s.return_reasons, s.note, s.renewal_kind, s.renewal_body,
       s.renewal_since, s.renewal_valid_until, s.renewal_return_reasons, s.renewal_note
     FROM requirement_state s JOIN requirement r ON r.id = s.requirement_id ORDER BY s.id",
    "DROP TABLE requirement_state",
    "ALTER TABLE requirement_state_by_key RENAME TO requirement_state",
    "CREATE TABLE programme_condition (
       id {id},
       programme_id BIGINT NOT NULL REFERENCES programme(id),
       key TEXT NOT NULL,
       name_bg TEXT NOT NULL,
       name_en TEXT NOT NULL,
       UNIQUE (programme_id, key)
     )",
    "INSERT INTO programme_condition (programme_id, key, name_bg, name_en)
     SELECT id, 'uses_regix', 'районът прави справки чрез RegiX',
       'the district makes enquiries through RegiX'
     FROM programme WHERE key = 'unified-model'",
    "CREATE TABLE onboarding_condition (
       id {id},
       onboarding_id BIGINT NOT NULL REFERENCES onboarding(id),
       key TEXT NOT NULL,
       version BIGINT NOT NULL,
       holds BOOLEAN,
       UNIQUE (onboarding_id, key)
     )",
    // It was always empty: nobody could say anything of a district.
    "ALTER TABLE district DROP COLUMN conditions",
];

const DOWN: &[&str] = &[
    "ALTER TABLE district ADD COLUMN conditions TEXT NOT NULL DEFAULT '{}'",
    "DROP TABLE onboarding_condition",
    "DROP TABLE programme_condition",
    "CREATE TABLE requirement_state_by_row (
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
       renewal_kind TEXT CHECK (renewal_kind IN ('link', 'reference', 'text'))
         CHECK (renewal_kind IS NULL OR state = 'confirmed'),
       renewal_body TEXT CHECK ((renewal_body IS NULL) = (renewal_kind IS NULL)),
       renewal_since DATE CHECK ((renewal_since IS NULL) = (renewal_kind IS NULL)),
       renewal_valid_until DATE,
       renewal_return_reasons TEXT CHECK ((renewal_return_reasons IS NULL) = (renewal_kind IS NULL)),
       renewal_note TEXT,
       UNIQUE (onboarding_id, requirement_id),
       CHECK ((evidence_kind IS NULL) = (evidence_body IS NULL)),
       CHECK (state <> 'confirmed' OR evidence_body IS NOT NULL),
       CHECK (state <> 'submitted' OR evidence_body IS NOT NULL),
       CHECK (state <> 'not_applicable' OR note IS NOT NULL)
     )",
    // The version an onboarding began with is the one that was read then.
    "INSERT INTO requirement_state_by_row (onboarding_id, requirement_id, version, state, holder,
       holder_since, evidence_kind, evidence_body, valid_until, return_reasons, note, renewal_kind,
       renewal_body, renewal_since, renewal_valid_until, renewal_return_reasons, renewal_note)
     SELECT s.onboarding_id, r.id, s.version, s.state, s.holder, s.holder_since, s.evidence_kind,
       s.evidence_body, s.valid_until, s.return_reasons, s.note, s.renewal_kind, s.renewal_body,
       s.renewal_since, s.renewal_valid_until, s.renewal_return_reasons, s.renewal_note
     FROM requirement_state s JOIN onboarding o ON o.id = s.onboarding_id
       JOIN requirement r ON r.checklist_version_id = o.checklist_version_id AND r.key = s.requirement_key
     ORDER BY s.id",
    "DROP TABLE requirement_state",
    "ALTER TABLE requirement_state_by_row RENAME TO requirement_state",
    "ALTER TABLE requirement DROP COLUMN since_version",
    "ALTER TABLE requirement DROP COLUMN must_be_met_by",
    "DROP INDEX checklist_version_one_draft",
    "ALTER TABLE checklist_version DROP COLUMN version",
    "ALTER TABLE checklist_version DROP COLUMN published_at",
];
