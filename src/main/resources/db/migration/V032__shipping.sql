-- Tells WeChat that what was paid for is given; until then the money stays frozen.
CREATE TABLE shipping (
    community_id uuid        NOT NULL,
    payment_id   uuid        NOT NULL,
    state        text        NOT NULL CHECK (state IN ('DUE', 'UPLOADED', 'NOT_NEEDED', 'FAILED')),
    look_at      timestamptz NOT NULL,
    looks        int         NOT NULL DEFAULT 0,
    ended_at     timestamptz,
    PRIMARY KEY (community_id, payment_id),
    FOREIGN KEY (community_id, payment_id) REFERENCES payment,
    CHECK ((state = 'DUE') = (ended_at IS NULL))
);
CREATE INDEX shipping_due ON shipping (look_at) WHERE state = 'DUE';

-- Given at somebody's door; else it is picked up where it is given.
ALTER TABLE payment ADD COLUMN at_door boolean NOT NULL DEFAULT false;

-- A person's payments, and for refunds that come back from WeChat.
CREATE INDEX payment_by_payer ON payment (payer_id, id) WHERE state = 'PAID';
