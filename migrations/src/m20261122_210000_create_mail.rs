//! Who wants to be written to, and the letters on their way to them.

crate::dialect::step!(UP, DOWN);

const UP: &[&str] = &[
    // An address that has confirmed; gone when its owner unsubscribes.
    "CREATE TABLE subscription (
       id {id},
       email TEXT NOT NULL UNIQUE,
       lang TEXT NOT NULL CHECK (lang IN ('bg', 'en')),
       confirmed_at BIGINT NOT NULL,
       suspended_at BIGINT,
       bounced TEXT,
       CHECK ((suspended_at IS NULL) = (bounced IS NULL))
     )",
    // What of: a district by its slug, or the whole city by an empty one.
    "CREATE TABLE subscription_scope (
       subscription_id BIGINT NOT NULL REFERENCES subscription (id) ON DELETE CASCADE,
       district TEXT NOT NULL,
       PRIMARY KEY (subscription_id, district)
     )",
    // Asked for and not confirmed yet; gone after some days.
    "CREATE TABLE subscription_request (
       id {id},
       token_hash TEXT NOT NULL UNIQUE,
       email TEXT NOT NULL,
       lang TEXT NOT NULL CHECK (lang IN ('bg', 'en')),
       district TEXT NOT NULL,
       requested_at BIGINT NOT NULL
     )",
    // A letter and what has become of it. Once it is sent, its words are gone;
    // the row stays with the subscription, for its link to unsubscribe and for
    // bounces.
    "CREATE TABLE outbox (
       id {id},
       cause TEXT NOT NULL,
       message_id TEXT NOT NULL UNIQUE,
       subscription_id BIGINT REFERENCES subscription (id) ON DELETE CASCADE,
       request_id BIGINT REFERENCES subscription_request (id) ON DELETE CASCADE,
       token_hash TEXT UNIQUE,
       lang TEXT NOT NULL CHECK (lang IN ('bg', 'en')),
       recipient TEXT NOT NULL,
       subject TEXT NOT NULL,
       plain TEXT NOT NULL,
       html TEXT NOT NULL,
       unsubscribe TEXT,
       state TEXT NOT NULL CHECK (state IN ('queued', 'sent', 'dead')),
       queued_at BIGINT NOT NULL,
       next_at BIGINT NOT NULL,
       leased_until BIGINT,
       attempts BIGINT NOT NULL,
       failure TEXT,
       ended_at BIGINT,
       CHECK ((subscription_id IS NULL) <> (request_id IS NULL)),
       CHECK ((state = 'queued') = (ended_at IS NULL)),
       CHECK (state <> 'sent' OR (recipient = '' AND plain = '' AND html = '' AND unsubscribe IS NULL))
     )",
    // The same news once to each, whatever happens.
    "CREATE UNIQUE INDEX outbox_once ON outbox (cause, subscription_id)",
    "CREATE INDEX outbox_due ON outbox (state, next_at)",
    "CREATE INDEX outbox_by_subscription ON outbox (subscription_id)",
];

const DOWN: &[&str] = &[
    "DROP TABLE outbox",
    "DROP TABLE subscription_request",
    "DROP TABLE subscription_scope",
    "DROP TABLE subscription",
];
