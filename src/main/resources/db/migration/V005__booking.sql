-- The seats of each slot: the one row that a rush fights for. It carries what a decision needs, so that one lock
-- answers everything; catalog's slots are its source, written in the same transaction.
CREATE TABLE seats (
    community_id uuid        NOT NULL,
    slot_id      uuid        NOT NULL,
    service_id   uuid        NOT NULL,
    station_id   uuid        NOT NULL,
    day          date        NOT NULL,
    starts_at    timestamptz NOT NULL,
    ends_at      timestamptz NOT NULL,
    cut_off_at   timestamptz NOT NULL,
    activity     text        NOT NULL,
    capacity     int         NOT NULL,
    taken        int         NOT NULL DEFAULT 0,
    closed       boolean     NOT NULL DEFAULT false,
    version      bigint      NOT NULL DEFAULT 0,
    PRIMARY KEY (community_id, slot_id),
    CHECK (taken BETWEEN 0 AND capacity)
) WITH (fillfactor = 50);
CREATE UNIQUE INDEX seats_by_slot ON seats (slot_id);
CREATE INDEX seats_by_service ON seats (service_id, starts_at);

-- sole: one booking per person and slot (a child has one seat, an elder one lunch; repair calls may be several).
CREATE TABLE booking (
    community_id   uuid        NOT NULL,
    id             uuid        NOT NULL,
    slot_id        uuid        NOT NULL,
    service_id     uuid        NOT NULL,
    station_id     uuid        NOT NULL,
    kind           text        NOT NULL,
    beneficiary_id uuid        NOT NULL,
    booked_by      uuid        NOT NULL,
    state          text        NOT NULL
        CHECK (state IN ('HELD', 'CONFIRMED', 'FULFILLED', 'CANCELLED', 'EXPIRED', 'NO_SHOW')),
    sole           boolean     NOT NULL,
    due_fen        bigint      NOT NULL CHECK (due_fen >= 0),
    payment_terms  text        NOT NULL,
    starts_at      timestamptz NOT NULL,
    ends_at        timestamptz NOT NULL,
    booked_at      timestamptz NOT NULL,
    hold_until     timestamptz,
    paid_at        timestamptz,
    ended_at       timestamptz,
    details        bytea,
    version        bigint      NOT NULL DEFAULT 1,
    PRIMARY KEY (community_id, id)
);
CREATE INDEX booking_by_beneficiary ON booking (beneficiary_id, id);
CREATE INDEX booking_by_booker ON booking (booked_by, id);
CREATE UNIQUE INDEX booking_sole ON booking (community_id, slot_id, beneficiary_id)
    WHERE sole AND state IN ('HELD', 'CONFIRMED');
CREATE INDEX booking_hold ON booking (hold_until) WHERE state = 'HELD';
