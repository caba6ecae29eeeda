-- A repeat: the days of a pattern, each with a booking of its own. stale: slots that fit were made since it was looked at.
CREATE TABLE enrolment (
    community_id   uuid        NOT NULL,
    id             uuid        NOT NULL,
    service_id     uuid        NOT NULL,
    beneficiary_id uuid        NOT NULL,
    booked_by      uuid        NOT NULL,
    key            text        NOT NULL,
    digest         text        NOT NULL,
    first_day      date        NOT NULL,
    last_day       date        NOT NULL CHECK (last_day >= first_day),
    weekdays       int[]       NOT NULL,
    starts         time,
    all_or_none    boolean     NOT NULL,
    state          text        NOT NULL CHECK (state IN ('ACTIVE', 'PAUSED', 'ENDED')),
    agreed_fen     bigint      NOT NULL CHECK (agreed_fen >= 0),
    stale          boolean     NOT NULL DEFAULT false,
    made_at        timestamptz NOT NULL,
    version        bigint      NOT NULL DEFAULT 1,
    PRIMARY KEY (community_id, id),
    UNIQUE (booked_by, key)
);
CREATE UNIQUE INDEX enrolment_by_id ON enrolment (id);
CREATE INDEX enrolment_by_beneficiary ON enrolment (beneficiary_id, id);
CREATE INDEX enrolment_by_service ON enrolment (service_id) WHERE state = 'ACTIVE';
CREATE INDEX enrolment_stale ON enrolment (id) WHERE stale;

-- What became of a day: booked, or refused with a code.
CREATE TABLE enrolment_day (
    enrolment_id uuid NOT NULL,
    slot_id      uuid NOT NULL,
    day          date NOT NULL,
    booking_id   uuid,
    code         text NOT NULL DEFAULT '',
    PRIMARY KEY (enrolment_id, slot_id),
    CHECK ((booking_id IS NULL) = (code <> ''))
);
