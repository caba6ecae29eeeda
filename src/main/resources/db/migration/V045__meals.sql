-- What a person does not tolerate and needs, sealed; it is theirs wherever they eat.
CREATE TABLE meal_card (
    person_id uuid        PRIMARY KEY,
    card      bytea       NOT NULL,
    version   bigint      NOT NULL DEFAULT 1,
    set_by    uuid        NOT NULL,
    set_at    timestamptz NOT NULL
);

-- A booked meal as kitchen and counter see it: made of booking's events. wish is sealed: needs tell of health and faith.
-- warned: allergens of the day's menu that the person does not tolerate and nobody has confirmed yet.
CREATE TABLE meal (
    community_id   uuid        NOT NULL,
    booking_id     uuid        NOT NULL,
    slot_id        uuid        NOT NULL,
    service_id     uuid        NOT NULL,
    station_id     uuid        NOT NULL,
    day            date        NOT NULL,
    starts_at      timestamptz NOT NULL,
    ends_at        timestamptz NOT NULL,
    beneficiary_id uuid        NOT NULL,
    booked_by      uuid        NOT NULL,
    serving        text        NOT NULL CHECK (serving IN ('DINE_IN', 'TAKE_AWAY', 'DELIVERY')),
    wish           bytea       NOT NULL,
    state          text        NOT NULL CHECK (state IN ('ORDERED', 'EATEN', 'MISSED', 'CANCELLED')),
    warned         boolean     NOT NULL DEFAULT false,
    ready_at       timestamptz,
    eaten_at       timestamptz,
    eaten_way      text        CHECK (eaten_way IN ('PASS', 'LIST', 'OFFLINE', 'DELIVERY')),
    eaten_by       uuid,
    version        bigint      NOT NULL DEFAULT 1,
    PRIMARY KEY (community_id, booking_id)
);
CREATE UNIQUE INDEX meal_by_booking ON meal (booking_id);
CREATE INDEX meal_by_slot ON meal (slot_id);
CREATE INDEX meal_by_day ON meal (service_id, day);
CREATE INDEX meal_by_person ON meal (beneficiary_id, day);
CREATE INDEX meal_ordered ON meal (ends_at) WHERE state = 'ORDERED';

-- What tablets let pass while they were alone, and every redemption that was one too many. Nothing is lost.
CREATE TABLE meal_redemption (
    community_id uuid        NOT NULL,
    id           uuid        NOT NULL,
    station_id   uuid        NOT NULL,
    booking_id   uuid        NOT NULL,
    outcome      text        NOT NULL CHECK (outcome IN ('COUNTED', 'TWICE', 'CANCELLED', 'UNKNOWN', 'TOO_LATE')),
    at           timestamptz NOT NULL,
    tablet_at    timestamptz,
    ahead_s      bigint      NOT NULL DEFAULT 0,
    by           uuid        NOT NULL,
    heard_at     timestamptz NOT NULL,
    PRIMARY KEY (community_id, id)
);
CREATE INDEX meal_redemption_by_station ON meal_redemption (station_id, heard_at);
