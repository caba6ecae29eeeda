-- A command that was carried out, by caller and Idempotency-Key, with its sealed answer or a reference to it.
CREATE TABLE idempotency (
    caller_id uuid        NOT NULL,
    key       text        NOT NULL,
    digest    text        NOT NULL,
    answer    bytea,
    reference uuid,
    at        timestamptz NOT NULL,
    PRIMARY KEY (caller_id, key)
);
CREATE INDEX idempotency_at ON idempotency USING brin (at);

-- What happened and must be told; deleted when all consumers have handled it.
CREATE TABLE outbox (
    id           uuid PRIMARY KEY,
    community_id uuid        NOT NULL,
    type         text        NOT NULL,
    payload      text        NOT NULL,
    at           timestamptz NOT NULL,
    due_at       timestamptz NOT NULL,
    attempts     int         NOT NULL DEFAULT 0
);
CREATE INDEX outbox_due ON outbox (due_at);

CREATE TABLE outbox_handled (
    consumer text        NOT NULL,
    event_id uuid        NOT NULL,
    at       timestamptz NOT NULL,
    PRIMARY KEY (consumer, event_id)
);
CREATE INDEX outbox_handled_at ON outbox_handled USING brin (at);

-- What staff did to other people's things, and whose data they read; append-only for the application.
CREATE TABLE audit_entry (
    id           uuid PRIMARY KEY,
    community_id uuid,
    actor_id     uuid        NOT NULL,
    action       text        NOT NULL,
    subject_id   uuid        NOT NULL,
    details      text        NOT NULL DEFAULT '',
    at           timestamptz NOT NULL
);
CREATE INDEX audit_entry_by_subject ON audit_entry (subject_id, at);
