-- A day whose bills were fetched from WeChat and compared with the books; WeChat's days are Shanghai's. look_at: not
-- before then is it tried (again). The bills are of the city's one merchant, so they belong to no community.
CREATE TABLE reconciliation_day (
    day          date        PRIMARY KEY,
    state        text        NOT NULL CHECK (state IN ('DUE', 'DONE')),
    look_at      timestamptz NOT NULL,
    looks        int         NOT NULL DEFAULT 0,
    payments     int         NOT NULL DEFAULT 0,
    paid_fen     bigint      NOT NULL DEFAULT 0,
    refunds      int         NOT NULL DEFAULT 0,
    refunded_fen bigint      NOT NULL DEFAULT 0,
    fees_fen     bigint      NOT NULL DEFAULT 0,
    done_at      timestamptz,
    CHECK ((state = 'DONE') = (done_at IS NOT NULL) OR state = 'DUE')
);
CREATE INDEX reconciliation_due ON reconciliation_day (look_at) WHERE state = 'DUE';

-- What the bills and the books say differently. community_id is null where nobody knows whose money it is: that is
-- for the city to settle. GONE: a later bill or booking explained it.
CREATE TABLE reconciliation_difference (
    id           uuid        PRIMARY KEY,
    community_id uuid,
    day          date        NOT NULL REFERENCES reconciliation_day,
    kind         text        NOT NULL,
    number       text        NOT NULL,
    wechat_number text       NOT NULL,
    wechat_fen   bigint      NOT NULL,
    booked_fen   bigint      NOT NULL,
    cause        text        NOT NULL,
    state        text        NOT NULL CHECK (state IN ('OPEN', 'SETTLED', 'GONE')),
    found_at     timestamptz NOT NULL,
    settled_by   uuid,
    settled_at   timestamptz,
    note         text        NOT NULL DEFAULT '',
    UNIQUE (day, kind, number),
    CHECK ((state = 'SETTLED') = (settled_by IS NOT NULL))
);
CREATE INDEX reconciliation_open ON reconciliation_difference (community_id, id) WHERE state = 'OPEN';

-- The day's payments and refunds are looked up by when they were done.
CREATE INDEX payment_paid_at ON payment USING brin (paid_at);
CREATE INDEX refund_done_at ON refund USING brin (done_at);
