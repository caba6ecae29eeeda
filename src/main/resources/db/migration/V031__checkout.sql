-- Lets somebody else pay: a relative by a link, or whoever stands at the counter or door by a code to scan. The token
-- itself is kept nowhere. Whoever asks to pay first has it from then on.
CREATE TABLE payment_link (
    community_id uuid        NOT NULL,
    id           uuid        NOT NULL,
    token_hash   text        NOT NULL UNIQUE,
    purpose      text        NOT NULL CHECK (purpose IN ('RELATIVE', 'COUNTER')),
    bill_refs    uuid[]      NOT NULL CHECK (cardinality(bill_refs) BETWEEN 1 AND 20),
    made_by      uuid        NOT NULL,
    made_at      timestamptz NOT NULL,
    valid_until  timestamptz NOT NULL,
    payer_id     uuid,
    PRIMARY KEY (community_id, id)
);

-- Cash that a member of staff hands in at a station: counted and confirmed there by somebody else.
CREATE TABLE cash_handover (
    community_id uuid        NOT NULL,
    id           uuid        NOT NULL,
    station_id   uuid        NOT NULL,
    holder_id    uuid        NOT NULL,
    amount_fen   bigint      NOT NULL CHECK (amount_fen > 0),
    state        text        NOT NULL CHECK (state IN ('OFFERED', 'CONFIRMED', 'REFUSED')),
    offered_at   timestamptz NOT NULL,
    decided_by   uuid,
    decided_at   timestamptz,
    reason       text        NOT NULL DEFAULT '',
    PRIMARY KEY (community_id, id),
    CHECK ((state = 'OFFERED') = (decided_at IS NULL)),
    CHECK (decided_by <> holder_id)
);
-- One at a time: else the same money would be offered twice.
CREATE UNIQUE INDEX cash_handover_offered ON cash_handover (community_id, holder_id) WHERE state = 'OFFERED';
CREATE INDEX cash_handover_in_time ON cash_handover (community_id, id);
