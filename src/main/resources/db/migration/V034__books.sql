-- What each account held at the end of a day, written down by the daily check and never changed: if the entries before
-- that moment ever sum to something else, somebody has touched the books.
CREATE TABLE ledger_closing (
    community_id uuid        NOT NULL,
    account      text        NOT NULL,
    closed_at    timestamptz NOT NULL,
    balance_fen  bigint      NOT NULL,
    PRIMARY KEY (community_id, account, closed_at),
    FOREIGN KEY (community_id, account) REFERENCES ledger_account
);

-- The days that were checked; taken by the instance that checks. faults: how many were found.
CREATE TABLE ledger_check (
    closed_at  timestamptz PRIMARY KEY,
    started_at timestamptz NOT NULL,
    done_at    timestamptz,
    faults     int         NOT NULL DEFAULT 0
);

-- Who gets how much of what a service earns, in percent; the station has what is left. service_id: the whole
-- community's where there is none of its own (all zeros).
CREATE TABLE income_share (
    community_id      uuid        NOT NULL,
    service_id        uuid        NOT NULL,
    operator_percent  int         NOT NULL CHECK (operator_percent BETWEEN 0 AND 100),
    community_percent int         NOT NULL CHECK (community_percent BETWEEN 0 AND 100),
    changed_by        uuid        NOT NULL,
    changed_at        timestamptz NOT NULL,
    PRIMARY KEY (community_id, service_id),
    CHECK (operator_percent + community_percent <= 100)
);
