-- With what a station's digits of a day are hashed; its tablets load it, so that they can check digits by themselves.
CREATE TABLE pass_day (
    community_id uuid  NOT NULL,
    station_id   uuid  NOT NULL,
    day          date  NOT NULL,
    salt         bytea NOT NULL,
    rounds       int   NOT NULL CHECK (rounds > 0),
    PRIMARY KEY (community_id, station_id, day)
);

-- Good for one use, for one purpose (a child's pick-up, a meal), within a window. The digits are sealed, and hashed to
-- find the pass by. use_id: the use that counts; used_at: when it was, by our clock.
CREATE TABLE pass (
    community_id uuid        NOT NULL,
    id           uuid        NOT NULL,
    station_id   uuid        NOT NULL,
    day          date        NOT NULL,
    purpose      text        NOT NULL,
    subject_id   uuid        NOT NULL,
    made_by      uuid        NOT NULL,
    made_at      timestamptz NOT NULL,
    valid_from   timestamptz NOT NULL,
    valid_until  timestamptz NOT NULL,
    digits       bytea       NOT NULL,
    digits_hash  text        NOT NULL,
    used_at      timestamptz,
    use_id       uuid,
    withdrawn_at timestamptz,
    PRIMARY KEY (community_id, id),
    CHECK (valid_from < valid_until),
    CHECK ((used_at IS NULL) = (use_id IS NULL))
);
CREATE UNIQUE INDEX pass_by_id ON pass (id);
CREATE UNIQUE INDEX pass_by_digits ON pass (community_id, station_id, day, digits_hash);
CREATE INDEX pass_by_subject ON pass (subject_id, purpose);

-- Every use, also those that came too late: what happened is kept. tablet_at: as the tablet's clock said, off_seconds
-- how far that was ahead of ours.
CREATE TABLE pass_use (
    community_id uuid        NOT NULL,
    id           uuid        NOT NULL,
    pass_id      uuid        NOT NULL,
    station_id   uuid        NOT NULL,
    purpose      text        NOT NULL,
    offline      boolean     NOT NULL,
    outcome      text        NOT NULL
        CHECK (outcome IN ('ACCEPTED', 'CONFLICT', 'OUTSIDE_WINDOW', 'WITHDRAWN', 'UNKNOWN')),
    at           timestamptz NOT NULL,
    tablet_at    timestamptz,
    off_seconds  bigint      NOT NULL DEFAULT 0,
    by_id        uuid        NOT NULL,
    noted_at     timestamptz NOT NULL,
    PRIMARY KEY (community_id, id)
);
-- One use of a pass counts, whatever is found out later.
CREATE UNIQUE INDEX pass_use_counts ON pass_use (community_id, pass_id) WHERE outcome = 'ACCEPTED';
CREATE INDEX pass_use_by_pass ON pass_use (pass_id);
CREATE INDEX pass_use_doubtful ON pass_use (station_id, at) WHERE outcome <> 'ACCEPTED';

-- Digits that somebody typed and that were none.
CREATE TABLE pass_try (
    station_id uuid        NOT NULL,
    by_id      uuid        NOT NULL,
    since      timestamptz NOT NULL,
    wrong      int         NOT NULL,
    PRIMARY KEY (station_id, by_id)
);
