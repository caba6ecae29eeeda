-- A repair booking that was heard of: keeps one booking to one job, whatever order its events come in.
CREATE TABLE repair_call (
    community_id uuid        NOT NULL,
    booking_id   uuid        NOT NULL,
    state        text        NOT NULL CHECK (state IN ('POSTED', 'CANCELLED', 'DONE')),
    heard_at     timestamptz NOT NULL,
    PRIMARY KEY (community_id, booking_id)
);
