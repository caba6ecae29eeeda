-- Codes on paper and screens: what is in them says nothing, and is found by a keyed hash.
CREATE TABLE scene (
    id           uuid PRIMARY KEY,
    community_id uuid        NOT NULL,
    purpose      text        NOT NULL CHECK (purpose IN ('STATION', 'MEAL', 'PICK_UP')),
    target_id    uuid        NOT NULL,
    code         bytea       NOT NULL,
    code_index   text        NOT NULL UNIQUE,
    reusable     boolean     NOT NULL,
    picture      bytea,
    made_by      uuid        NOT NULL,
    made_at      timestamptz NOT NULL,
    ends_at      timestamptz,
    used_at      timestamptz,
    used_by      uuid,
    revoked_at   timestamptz,
    CHECK (NOT reusable OR used_at IS NULL),
    CHECK ((used_at IS NULL) = (used_by IS NULL))
);
CREATE INDEX scene_by_community ON scene (community_id, purpose, id);
