-- Everyone the house knows. The profile (name, phone, birth date) is sealed; phones are found by a keyed hash.
CREATE TABLE person (
    id           uuid PRIMARY KEY,
    profile      bytea       NOT NULL,
    phone_index  text UNIQUE,
    community_id uuid,
    created_by   uuid        NOT NULL,
    created_at   timestamptz NOT NULL,
    version      bigint      NOT NULL DEFAULT 1
);

CREATE TABLE wechat_account (
    open_id     text PRIMARY KEY,
    person_id   uuid        NOT NULL UNIQUE REFERENCES person,
    session_key bytea       NOT NULL,
    linked_at   timestamptz NOT NULL
);

CREATE TABLE session (
    token_hash text PRIMARY KEY,
    person_id  uuid        NOT NULL REFERENCES person,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL
);
CREATE INDEX session_by_person ON session (person_id);

-- Who may act for whom: parents for a child, a daughter for her old father.
CREATE TABLE guardianship (
    guardian_id  uuid        NOT NULL REFERENCES person,
    dependant_id uuid        NOT NULL REFERENCES person,
    relation     text        NOT NULL CHECK (relation IN ('CHILD', 'ELDER')),
    since        timestamptz NOT NULL,
    PRIMARY KEY (guardian_id, dependant_id),
    CHECK (guardian_id <> dependant_id)
);
CREATE INDEX guardianship_by_dependant ON guardianship (dependant_id);

CREATE TABLE guardian_invitation (
    code_hash    text PRIMARY KEY,
    dependant_id uuid        NOT NULL REFERENCES person,
    invited_by   uuid        NOT NULL REFERENCES person,
    expires_at   timestamptz NOT NULL,
    accepted_by  uuid REFERENCES person
);

CREATE TABLE role_grant (
    id           uuid PRIMARY KEY,
    person_id    uuid        NOT NULL REFERENCES person,
    role         text        NOT NULL,
    community_id uuid,
    station_id   uuid,
    granted_by   uuid        NOT NULL,
    granted_at   timestamptz NOT NULL,
    ended_at     timestamptz,
    CHECK (community_id IS NOT NULL OR role = 'CITY_ADMIN')
);
CREATE UNIQUE INDEX role_grant_active
    ON role_grant (person_id, role, community_id, station_id) NULLS NOT DISTINCT
    WHERE ended_at IS NULL;
CREATE INDEX role_grant_by_community ON role_grant (community_id) WHERE ended_at IS NULL;

-- A fact about a person that an admin looked at: low income, disability, verified residency and others.
CREATE TABLE evidence (
    id           uuid PRIMARY KEY,
    community_id uuid        NOT NULL,
    person_id    uuid        NOT NULL REFERENCES person,
    kind         text        NOT NULL,
    number       bytea,
    state        text        NOT NULL CHECK (state IN ('SUBMITTED', 'ACCEPTED', 'REJECTED')),
    submitted_by uuid        NOT NULL,
    submitted_at timestamptz NOT NULL,
    decided_by   uuid,
    decided_at   timestamptz,
    reason       text,
    valid_until  date
);
CREATE INDEX evidence_by_person ON evidence (person_id);
CREATE INDEX evidence_open ON evidence (community_id, id) WHERE state = 'SUBMITTED';
