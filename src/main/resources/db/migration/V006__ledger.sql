-- The books of each community, double entry in whole fen. The application's role may read and add, never change:
-- an error is put right by another transfer.
CREATE TABLE ledger_account (
    community_id uuid        NOT NULL,
    code         text        NOT NULL CHECK (code ~ '^[a-z][a-z0-9-]{1,63}$'),
    owner_id     uuid,
    opened_at    timestamptz NOT NULL,
    PRIMARY KEY (community_id, code)
);

-- One business event, booked once: the source is unique.
CREATE TABLE ledger_transfer (
    community_id uuid        NOT NULL,
    id           uuid        NOT NULL,
    source_kind  text        NOT NULL,
    source_id    uuid        NOT NULL,
    words        text        NOT NULL,
    at           timestamptz NOT NULL,
    PRIMARY KEY (community_id, id),
    UNIQUE (community_id, source_kind, source_id)
);

-- What a transfer does to one account: above zero into it, below zero out of it.
CREATE TABLE ledger_entry (
    community_id uuid        NOT NULL,
    transfer_id  uuid        NOT NULL,
    account      text        NOT NULL,
    amount_fen   bigint      NOT NULL CHECK (amount_fen <> 0),
    at           timestamptz NOT NULL,
    PRIMARY KEY (community_id, transfer_id, account),
    FOREIGN KEY (community_id, transfer_id) REFERENCES ledger_transfer,
    FOREIGN KEY (community_id, account) REFERENCES ledger_account
);
CREATE INDEX ledger_entry_by_account ON ledger_entry (community_id, account, at, transfer_id) INCLUDE (amount_fen);

-- Every statement's entries sum to zero in each transfer; so the books balance after any number of them.
CREATE FUNCTION ledger_must_balance() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM added GROUP BY community_id, transfer_id HAVING sum(amount_fen) <> 0
    ) THEN
        RAISE EXCEPTION 'ledger entries do not sum to zero' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER ledger_balances AFTER INSERT ON ledger_entry
    REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_must_balance();
