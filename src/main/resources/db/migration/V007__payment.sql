-- Money asked for by a reference (a booking, a repair's parts), and what became of it. Our number is made and stored
-- before WeChat hears of it. WeChat's numbers are unique in the city.
CREATE TABLE payment (
    community_id   uuid        NOT NULL,
    id             uuid        NOT NULL,
    reference      uuid        NOT NULL,
    payer_id       uuid        NOT NULL,
    amount_fen     bigint      NOT NULL CHECK (amount_fen > 0),
    description    text        NOT NULL,
    way            text        NOT NULL CHECK (way IN ('WECHAT', 'CASH')),
    out_trade_no   text        NOT NULL UNIQUE CHECK (out_trade_no ~ '^[0-9A-Za-z_-]{6,32}$'),
    state          text        NOT NULL CHECK (state IN ('CREATED', 'PREPAID', 'CLOSING', 'CLOSED', 'PAID')),
    prepay_id      text,
    prepaid_at     timestamptz,
    pay_before     timestamptz NOT NULL,
    transaction_id text UNIQUE,
    paid_at        timestamptz,
    -- Who took the cash.
    received_by    uuid,
    -- Paid although the reference had been paid already: given back whole, and no one is told of a payment.
    surplus        boolean     NOT NULL DEFAULT false,
    -- Asked back so far, whether the payer has it yet or not.
    refunded_fen   bigint      NOT NULL DEFAULT 0 CHECK (refunded_fen BETWEEN 0 AND amount_fen),
    created_at     timestamptz NOT NULL,
    look_at        timestamptz NOT NULL,
    looks          int         NOT NULL DEFAULT 0,
    version        bigint      NOT NULL DEFAULT 1,
    PRIMARY KEY (community_id, id),
    CHECK (state IN ('CREATED', 'CLOSING', 'CLOSED', 'PAID') OR prepay_id IS NOT NULL),
    CHECK ((state = 'PAID') = (paid_at IS NOT NULL)),
    CHECK (state <> 'PAID' OR way = 'CASH' OR transaction_id IS NOT NULL),
    CHECK (way = 'WECHAT' OR received_by IS NOT NULL),
    CHECK (state = 'PAID' OR refunded_fen = 0)
);
CREATE INDEX payment_by_reference ON payment (community_id, reference);
CREATE UNIQUE INDEX payment_open ON payment (community_id, reference) WHERE state IN ('CREATED', 'PREPAID');
CREATE UNIQUE INDEX payment_paid ON payment (community_id, reference) WHERE state = 'PAID' AND NOT surplus;
CREATE INDEX payment_due ON payment (look_at) WHERE state IN ('CREATED', 'PREPAID', 'CLOSING');

-- Money to give back. A WeChat refund is sent with the same number until WeChat has answered.
CREATE TABLE refund (
    community_id  uuid        NOT NULL,
    id            uuid        NOT NULL,
    payment_id    uuid        NOT NULL,
    amount_fen    bigint      NOT NULL CHECK (amount_fen > 0),
    reason        text        NOT NULL,
    way           text        NOT NULL CHECK (way IN ('WECHAT', 'CASH')),
    out_refund_no text        NOT NULL UNIQUE CHECK (out_refund_no ~ '^[0-9A-Za-z_-]{6,64}$'),
    state         text        NOT NULL CHECK (state IN ('REQUESTED', 'ACCEPTED', 'DONE', 'FAILED')),
    refund_id     text,
    requested_at  timestamptz NOT NULL,
    done_at       timestamptz,
    -- Who gave the cash back.
    returned_by   uuid,
    look_at       timestamptz NOT NULL,
    looks         int         NOT NULL DEFAULT 0,
    PRIMARY KEY (community_id, id),
    FOREIGN KEY (community_id, payment_id) REFERENCES payment,
    CHECK ((state = 'DONE') = (done_at IS NOT NULL))
);
CREATE INDEX refund_by_payment ON refund (community_id, payment_id);
CREATE INDEX refund_due ON refund (look_at) WHERE way = 'WECHAT' AND state IN ('REQUESTED', 'ACCEPTED');
