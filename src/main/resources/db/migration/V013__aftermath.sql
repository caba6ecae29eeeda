-- What becomes of a booking after it was made: moved with its slot, ended and why, and how much was given back.
ALTER TABLE booking
    ADD COLUMN moved_at timestamptz,
    ADD COLUMN refunded_fen bigint NOT NULL DEFAULT 0,
    ADD COLUMN end_cause text CHECK (end_cause IN ('BY_PERSON', 'STAFF', 'CLOSURE', 'EXPIRED')),
    ADD COLUMN end_reason text NOT NULL DEFAULT '',
    ADD CONSTRAINT booking_refunded CHECK (refunded_fen BETWEEN 0 AND due_fen);

-- The active bookings of a slot are found by booking_sole; repair calls, several to a person, by this.
CREATE INDEX booking_several ON booking (community_id, slot_id) WHERE NOT sole AND state IN ('HELD', 'CONFIRMED');

-- Who did not come, where repeated absence has a cost.
CREATE INDEX booking_missed ON booking (beneficiary_id, service_id, ends_at) WHERE state = 'NO_SHOW';

-- When the absences of a slot that is over were noted. By slot, so that no booking pays for an index of its own.
ALTER TABLE seats ADD COLUMN absences_noted_at timestamptz;
CREATE INDEX seats_absences_due ON seats (ends_at) WHERE absences_noted_at IS NULL;

-- A person's inbox. The words are made from kind and facts in the reader's language; facts hold nobody's name.
CREATE TABLE notice (
    person_id  uuid        NOT NULL,
    id         uuid        NOT NULL,
    kind       text        NOT NULL,
    subject_id uuid        NOT NULL,
    about_id   uuid        NOT NULL,
    facts      jsonb       NOT NULL,
    created_at timestamptz NOT NULL,
    read_at    timestamptz,
    PRIMARY KEY (person_id, id)
);
CREATE INDEX notice_unread ON notice (person_id, id) WHERE read_at IS NULL;
