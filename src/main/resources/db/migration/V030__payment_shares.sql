-- What a payment is for: one reference, or several with the share of each. The words stand on the receipt.
CREATE TABLE payment_share (
    community_id uuid   NOT NULL,
    payment_id   uuid   NOT NULL,
    reference    uuid   NOT NULL,
    amount_fen   bigint NOT NULL CHECK (amount_fen > 0),
    words        text   NOT NULL,
    PRIMARY KEY (community_id, payment_id, reference),
    FOREIGN KEY (community_id, payment_id) REFERENCES payment
);
CREATE INDEX payment_share_by_reference ON payment_share (community_id, reference);

-- A reference is paid once, by the payment whose money came first; what comes for it later goes back. refunded_fen:
-- asked back so far of this share, whether the payer has it yet or not.
CREATE TABLE paid_reference (
    community_id uuid        NOT NULL,
    reference    uuid        NOT NULL,
    payment_id   uuid        NOT NULL,
    amount_fen   bigint      NOT NULL,
    refunded_fen bigint      NOT NULL DEFAULT 0 CHECK (refunded_fen BETWEEN 0 AND amount_fen),
    paid_at      timestamptz NOT NULL,
    PRIMARY KEY (community_id, reference),
    FOREIGN KEY (community_id, payment_id, reference) REFERENCES payment_share
);

INSERT INTO payment_share (community_id, payment_id, reference, amount_fen, words)
SELECT community_id, id, reference, amount_fen, description FROM payment;

INSERT INTO paid_reference (community_id, reference, payment_id, amount_fen, refunded_fen, paid_at)
SELECT community_id, reference, id, amount_fen, refunded_fen, paid_at FROM payment
WHERE state = 'PAID' AND NOT surplus;

DROP INDEX payment_paid;

-- Which share is given back.
ALTER TABLE refund ADD COLUMN reference uuid;
UPDATE refund SET reference = payment.reference FROM payment
WHERE payment.community_id = refund.community_id AND payment.id = refund.payment_id;
ALTER TABLE refund ALTER COLUMN reference SET NOT NULL;
CREATE INDEX refund_by_reference ON refund (community_id, reference);

-- What is to be paid beyond a booking: a repair's parts, a late fee. concerns: the booking or job that it belongs to.
CREATE TABLE supplement (
    community_id uuid        NOT NULL,
    id           uuid        NOT NULL,
    station_id   uuid        NOT NULL,
    concerns     uuid        NOT NULL,
    payer_id     uuid        NOT NULL,
    amount_fen   bigint      NOT NULL CHECK (amount_fen > 0),
    words        text        NOT NULL,
    state        text        NOT NULL CHECK (state IN ('OPEN', 'PAID', 'WITHDRAWN')),
    refunded_fen bigint      NOT NULL DEFAULT 0 CHECK (refunded_fen BETWEEN 0 AND amount_fen),
    asked_at     timestamptz NOT NULL,
    pay_before   timestamptz NOT NULL,
    paid_at      timestamptz,
    version      bigint      NOT NULL DEFAULT 1,
    PRIMARY KEY (community_id, id),
    CHECK (state = 'OPEN' OR state = 'WITHDRAWN' OR paid_at IS NOT NULL)
);
CREATE UNIQUE INDEX supplement_by_id ON supplement (id);
CREATE INDEX supplement_by_payer ON supplement (payer_id, id);
CREATE INDEX supplement_by_concern ON supplement (community_id, concerns);
