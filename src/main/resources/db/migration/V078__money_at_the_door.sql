-- What is to be paid at a door, said by those above who know why. door: the job, or what the poster knows its stop by.
-- open: it is still due; what was once due stays, so that a second phone is told that it was paid.
CREATE TABLE door_due (
    community_id uuid    NOT NULL,
    job_id       uuid    NOT NULL,
    reference    uuid    NOT NULL,
    door         uuid    NOT NULL,
    words        text    NOT NULL,
    amount_fen   bigint  NOT NULL CHECK (amount_fen > 0),
    open         boolean NOT NULL DEFAULT true,
    PRIMARY KEY (community_id, job_id, reference),
    FOREIGN KEY (community_id, job_id) REFERENCES job (community_id, id) ON DELETE CASCADE
);
CREATE INDEX door_due_by_reference ON door_due (reference);
CREATE INDEX job_stop_by_reference ON job_stop (community_id, reference);

-- Cash at the door is a payment, and the books say who carries it.
ALTER TABLE job
    DROP COLUMN due_fen,
    DROP COLUMN cash_fen;

-- What staff give back though it was earned, also of what is kept of a late cancellation; part of refunded_fen.
ALTER TABLE booking
    ADD COLUMN favour_fen bigint NOT NULL DEFAULT 0,
    ADD CONSTRAINT booking_favours CHECK (favour_fen BETWEEN 0 AND refunded_fen);
ALTER TABLE refund
    ADD COLUMN favour boolean NOT NULL DEFAULT false;
