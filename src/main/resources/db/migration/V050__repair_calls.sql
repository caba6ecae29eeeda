-- A repair call is a booking that was heard of, or a visit under warranty, which is free and needs none (root_id: the
-- first call of its fault). details: category, address and code, sealed. home and riser are keyed hashes: faults that
-- come back are found by them, addresses are not. Rows that only know of a cancellation have none of this.
ALTER TABLE repair_call
    ADD COLUMN station_id     uuid,
    ADD COLUMN service_id     uuid,
    ADD COLUMN beneficiary_id uuid,
    ADD COLUMN booked_by      uuid,
    ADD COLUMN root_id        uuid,
    ADD COLUMN wanted_worker  uuid,
    ADD COLUMN category       text,
    ADD COLUMN priority       int CHECK (priority BETWEEN 0 AND 9),
    ADD COLUMN starts_at      timestamptz,
    ADD COLUMN details        bytea,
    ADD COLUMN home           text,
    ADD COLUMN riser          text,
    ADD COLUMN worker_id      uuid,
    ADD COLUMN done_at        timestamptz,
    -- UNMET: somebody stood before a closed door, and it ended with that.
    DROP CONSTRAINT repair_call_state_check,
    ADD CONSTRAINT repair_call_state_check CHECK (state IN ('POSTED', 'CANCELLED', 'DONE', 'UNMET'));
CREATE UNIQUE INDEX repair_call_by_id ON repair_call (booking_id);
CREATE INDEX repair_call_by_beneficiary ON repair_call (beneficiary_id, booking_id);
CREATE INDEX repair_call_by_time ON repair_call (community_id, heard_at);
-- One visit under warranty at a time for a fault.
CREATE UNIQUE INDEX repair_call_visit ON repair_call (root_id) WHERE root_id IS NOT NULL AND state = 'POSTED';

CREATE TABLE repair_photo (
    call_id  uuid        NOT NULL,
    photo_id uuid        NOT NULL REFERENCES photo,
    stage    text        NOT NULL CHECK (stage IN ('FAULT', 'BEFORE', 'AFTER')),
    taken_by uuid        NOT NULL,
    at       timestamptz NOT NULL,
    PRIMARY KEY (call_id, photo_id)
);
