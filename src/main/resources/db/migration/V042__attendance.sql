-- A child's day at the care centre, from the moment at which there is something to note of the booking.
CREATE TABLE attendance (
    community_id  uuid        NOT NULL,
    booking_id    uuid        NOT NULL,
    child_id      uuid        NOT NULL,
    station_id    uuid        NOT NULL,
    service_id    uuid        NOT NULL,
    day           date        NOT NULL,
    ends_at       timestamptz NOT NULL,
    -- MISSING: the guardians were asked. LEAVE: they said that it does not come.
    state         text        NOT NULL CHECK (state IN ('MISSING', 'LEAVE', 'ARRIVED', 'LEFT')),
    asked_at      timestamptz,
    answer        text CHECK (answer IN ('COMING', 'NOT_COMING')),
    answered_by   uuid,
    answered_at   timestamptz,
    arrived_at    timestamptz,
    arrived_by    uuid,
    left_at       timestamptz,
    left_by       uuid,
    -- How it was fetched, and by whom: the ids of guardian, listed person or pass.
    fetched       text CHECK (fetched IN ('GUARDIAN', 'LISTED', 'PASS')),
    fetched_by    uuid,
    late_told_at  timestamptz,
    version       bigint      NOT NULL DEFAULT 1,
    PRIMARY KEY (community_id, booking_id),
    CHECK ((state IN ('ARRIVED', 'LEFT')) = (arrived_at IS NOT NULL)),
    CHECK ((state = 'LEFT') = (left_at IS NOT NULL)),
    CHECK ((left_at IS NULL) = (fetched IS NULL))
);
CREATE INDEX attendance_by_day ON attendance (station_id, day);
CREATE INDEX attendance_by_child ON attendance (child_id, day);
CREATE INDEX attendance_present ON attendance (ends_at) WHERE state = 'ARRIVED' AND late_told_at IS NULL;
