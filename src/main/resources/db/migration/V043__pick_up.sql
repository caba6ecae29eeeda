-- Who may fetch a child, besides its guardians: name, phone and relation sealed.
CREATE TABLE pick_up_person (
    id          uuid PRIMARY KEY,
    child_id    uuid        NOT NULL REFERENCES person,
    sealed      bytea       NOT NULL,
    name_index  text        NOT NULL,
    phone_index text        NOT NULL,
    added_by    uuid        NOT NULL,
    added_at    timestamptz NOT NULL,
    ended_at    timestamptz
);
CREATE INDEX pick_up_person_by_child ON pick_up_person (child_id) WHERE ended_at IS NULL;

-- Who may not, by a court's word: an admin has seen the paper.
CREATE TABLE pick_up_ban (
    id           uuid PRIMARY KEY,
    community_id uuid        NOT NULL,
    child_id     uuid        NOT NULL REFERENCES person,
    sealed       bytea       NOT NULL,
    name_index   text        NOT NULL,
    phone_index  text        NOT NULL,
    set_by       uuid        NOT NULL,
    set_at       timestamptz NOT NULL,
    ended_at     timestamptz
);
CREATE INDEX pick_up_ban_by_child ON pick_up_ban (child_id) WHERE ended_at IS NULL;

-- For whom a one-time pass was made.
CREATE TABLE pick_up_pass (
    community_id uuid        NOT NULL,
    pass_id      uuid        NOT NULL,
    child_id     uuid        NOT NULL REFERENCES person,
    booking_id   uuid        NOT NULL,
    sealed       bytea       NOT NULL,
    name_index   text        NOT NULL,
    phone_index  text        NOT NULL,
    made_by      uuid        NOT NULL,
    made_at      timestamptz NOT NULL,
    PRIMARY KEY (community_id, pass_id)
);
CREATE UNIQUE INDEX pick_up_pass_by_id ON pick_up_pass (pass_id);
CREATE INDEX pick_up_pass_by_child ON pick_up_pass (child_id, made_at);

-- Everybody who stood at the door, let in or not; append-only for the application. code: empty, or why not.
CREATE TABLE pick_up_attempt (
    community_id uuid        NOT NULL,
    id           uuid        NOT NULL,
    station_id   uuid        NOT NULL,
    child_id     uuid,
    booking_id   uuid,
    way          text        NOT NULL CHECK (way IN ('GUARDIAN', 'LISTED', 'PASS', 'NAMED')),
    who          uuid,
    code         text        NOT NULL,
    offline      boolean     NOT NULL,
    at           timestamptz NOT NULL,
    tablet_at    timestamptz,
    by_id        uuid        NOT NULL,
    noted_at     timestamptz NOT NULL,
    PRIMARY KEY (community_id, id)
);
CREATE INDEX pick_up_attempt_by_station ON pick_up_attempt (station_id, at);
CREATE INDEX pick_up_attempt_by_child ON pick_up_attempt (child_id, at);

-- What being fetched late costs: so much for each step begun after the grace.
CREATE TABLE late_fee_rule (
    community_id  uuid        NOT NULL,
    service_id    uuid        NOT NULL,
    grace_minutes int         NOT NULL CHECK (grace_minutes BETWEEN 0 AND 240),
    step_minutes  int         NOT NULL CHECK (step_minutes BETWEEN 1 AND 240),
    step_fen      bigint      NOT NULL CHECK (step_fen BETWEEN 0 AND 100000),
    most_fen      bigint      NOT NULL CHECK (most_fen BETWEEN 0 AND 1000000),
    version       bigint      NOT NULL DEFAULT 1,
    set_by        uuid        NOT NULL,
    set_at        timestamptz NOT NULL,
    PRIMARY KEY (community_id, service_id),
    FOREIGN KEY (community_id, service_id) REFERENCES service (community_id, id)
);

CREATE TABLE late_fee (
    community_id uuid        NOT NULL,
    booking_id   uuid        NOT NULL,
    child_id     uuid        NOT NULL,
    day          date        NOT NULL,
    late_minutes int         NOT NULL,
    fen          bigint      NOT NULL CHECK (fen > 0),
    at           timestamptz NOT NULL,
    PRIMARY KEY (community_id, booking_id)
);
CREATE INDEX late_fee_by_child ON late_fee (child_id, day);
