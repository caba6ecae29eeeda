-- taken counts active bookings and open offers; waiting those in line without an offer; filled: it was full once, so
-- that the gate in Redis may speak of it; lots_until: entries are taken for a draw until then.
ALTER TABLE seats
    ADD COLUMN waiting     int         NOT NULL DEFAULT 0 CHECK (waiting >= 0),
    ADD COLUMN next_number int         NOT NULL DEFAULT 1,
    ADD COLUMN filled      boolean     NOT NULL DEFAULT false,
    ADD COLUMN lots_until  timestamptz;

-- Who waits for a seat. number is the place in line: the order of arrival, or what the lot gave.
CREATE TABLE waitlist_entry (
    community_id   uuid        NOT NULL,
    id             uuid        NOT NULL,
    slot_id        uuid        NOT NULL,
    service_id     uuid        NOT NULL,
    beneficiary_id uuid        NOT NULL,
    asked_by       uuid        NOT NULL,
    number         int         NOT NULL,
    state          text        NOT NULL CHECK (state IN ('WAITING', 'OFFERED', 'TAKEN', 'LAPSED', 'LEFT')),
    asked_at       timestamptz NOT NULL,
    offer_until    timestamptz,
    ended_at       timestamptz,
    version        bigint      NOT NULL DEFAULT 1,
    PRIMARY KEY (community_id, id)
);
CREATE UNIQUE INDEX waitlist_entry_by_id ON waitlist_entry (id);
CREATE UNIQUE INDEX waitlist_entry_open ON waitlist_entry (slot_id, beneficiary_id) WHERE state IN ('WAITING', 'OFFERED');
CREATE INDEX waitlist_entry_line ON waitlist_entry (slot_id, number) WHERE state = 'WAITING';
CREATE INDEX waitlist_entry_offer ON waitlist_entry (offer_until) WHERE state = 'OFFERED';
CREATE INDEX waitlist_entry_by_beneficiary ON waitlist_entry (beneficiary_id, id);
CREATE INDEX waitlist_entry_by_asker ON waitlist_entry (asked_by, id);

-- A draw: the hash of the seed is public from the start, the seed (sealed until then) and the hash of the list after it.
CREATE TABLE lottery (
    community_id uuid        NOT NULL,
    slot_id      uuid        NOT NULL,
    seed         bytea       NOT NULL,
    seed_hash    text        NOT NULL,
    closes_at    timestamptz NOT NULL,
    drawn_at     timestamptz,
    list_hash    text,
    PRIMARY KEY (community_id, slot_id)
);
CREATE UNIQUE INDEX lottery_by_slot ON lottery (slot_id);
CREATE INDEX lottery_open ON lottery (closes_at) WHERE drawn_at IS NULL;
-- What took part in a draw, and the place that it got: kept as it was then.
CREATE TABLE lottery_entry (
    slot_id  uuid NOT NULL,
    place    int  NOT NULL,
    entry_id uuid NOT NULL,
    PRIMARY KEY (slot_id, place)
);

CREATE INDEX seats_waiting ON seats (cut_off_at) WHERE waiting > 0;
-- Where somebody is to be, for the rules about limits and two places.
CREATE INDEX booking_active ON booking (beneficiary_id, ends_at) WHERE state IN ('HELD', 'CONFIRMED');
-- Who has a slot's seats: for the gate, closures and day sheets.
CREATE INDEX booking_by_slot ON booking (slot_id);
