-- What people thought of a service that was given: once for each booking. words: sealed, null when nothing was said.
CREATE TABLE rating (
    community_id uuid        NOT NULL,
    booking_id   uuid        NOT NULL,
    service_id   uuid        NOT NULL,
    station_id   uuid        NOT NULL,
    stars        int         NOT NULL CHECK (stars BETWEEN 1 AND 5),
    words        bytea,
    rated_by     uuid        NOT NULL,
    at           timestamptz NOT NULL,
    PRIMARY KEY (community_id, booking_id)
);
CREATE INDEX rating_in_time ON rating (community_id, at);
CREATE INDEX rating_by_person ON rating (rated_by);

-- A complaint is answered by due_at, or its being overdue is told. words and answer: sealed; words null when its person
-- is no longer known.
CREATE TABLE complaint (
    community_id    uuid        NOT NULL,
    id              uuid        NOT NULL,
    booking_id      uuid        NOT NULL,
    service_id      uuid        NOT NULL,
    station_id      uuid        NOT NULL,
    state           text        NOT NULL CHECK (state IN ('OPEN', 'ANSWERED')),
    words           bytea,
    raised_by       uuid        NOT NULL,
    raised_at       timestamptz NOT NULL,
    due_at          timestamptz NOT NULL,
    overdue_told_at timestamptz,
    answer          bytea,
    answered_by     uuid,
    answered_at     timestamptz,
    version         bigint      NOT NULL DEFAULT 1,
    PRIMARY KEY (community_id, id),
    CHECK ((state = 'ANSWERED') = (answered_at IS NOT NULL))
);
CREATE UNIQUE INDEX complaint_by_id ON complaint (id);
CREATE INDEX complaint_by_person ON complaint (raised_by, id);
CREATE INDEX complaint_open ON complaint (due_at) WHERE state = 'OPEN';
