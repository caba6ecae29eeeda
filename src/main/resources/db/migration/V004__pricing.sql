-- A community's prices, a version each. A draft's revision counts its edits (its ETag). A published book stands: only
-- its end is set, once, when another follows it.
CREATE TABLE price_book (
    community_id    uuid        NOT NULL REFERENCES community,
    id              uuid        NOT NULL,
    version         int         NOT NULL,
    revision        bigint      NOT NULL DEFAULT 1,
    state           text        NOT NULL DEFAULT 'DRAFT' CHECK (state IN ('DRAFT', 'PUBLISHED')),
    content         jsonb       NOT NULL,
    created_by      uuid        NOT NULL,
    created_at      timestamptz NOT NULL,
    edited_by       uuid        NOT NULL,
    edited_at       timestamptz NOT NULL,
    published_by    uuid,
    published_at    timestamptz,
    effective_from  timestamptz,
    effective_until timestamptz,
    PRIMARY KEY (community_id, id),
    UNIQUE (community_id, version),
    CHECK ((state = 'DRAFT') = (effective_from IS NULL)),
    CHECK (effective_until > effective_from)
);
CREATE UNIQUE INDEX price_book_by_id ON price_book (id);
CREATE INDEX price_book_in_force ON price_book (community_id, effective_from) WHERE state = 'PUBLISHED';
-- One book at most has no end yet; the next one begins where it ends, so no two overlap.
CREATE UNIQUE INDEX price_book_open ON price_book (community_id) WHERE state = 'PUBLISHED' AND effective_until IS NULL;

CREATE FUNCTION price_book_stands() RETURNS trigger LANGUAGE plpgsql AS
$$
BEGIN
    IF OLD.state = 'PUBLISHED' AND (
            TG_OP = 'DELETE'
            OR OLD.effective_until IS NOT NULL
            OR to_jsonb(NEW) - 'effective_until' IS DISTINCT FROM to_jsonb(OLD) - 'effective_until') THEN
        RAISE EXCEPTION 'A published price book is never changed' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER price_book_stands BEFORE UPDATE OR DELETE ON price_book
    FOR EACH ROW EXECUTE FUNCTION price_book_stands();

-- The last version given out; its row is locked while a book is published.
CREATE TABLE price_book_series (
    community_id uuid PRIMARY KEY REFERENCES community,
    last_version int NOT NULL
);

-- What a fund may pay in a period; the days are the days of the service. Reserved at booking, spent at fulfilment.
CREATE TABLE budget (
    community_id uuid        NOT NULL REFERENCES community,
    id           uuid        NOT NULL,
    fund         text        NOT NULL,
    purpose      text        NOT NULL CHECK (purpose IN ('ANY', 'CARE', 'MEAL', 'REPAIR', 'OTHER')),
    period_start date        NOT NULL,
    period_end   date        NOT NULL,
    amount_fen   bigint      NOT NULL,
    reserved_fen bigint      NOT NULL DEFAULT 0,
    spent_fen    bigint      NOT NULL DEFAULT 0,
    created_by   uuid        NOT NULL,
    created_at   timestamptz NOT NULL,
    PRIMARY KEY (community_id, id),
    CHECK (period_start <= period_end),
    CHECK (reserved_fen >= 0 AND spent_fen >= 0 AND reserved_fen + spent_fen <= amount_fen)
) WITH (fillfactor = 50);
CREATE INDEX budget_by_fund ON budget (community_id, fund, period_start);

-- How often a person had a rule's benefit in a period; a rule is the same as long as its code is.
CREATE TABLE benefit_usage (
    community_id uuid NOT NULL,
    person_id    uuid NOT NULL,
    rule         text NOT NULL,
    period_start date NOT NULL,
    used         int  NOT NULL CHECK (used >= 0),
    PRIMARY KEY (community_id, person_id, rule, period_start)
) WITH (fillfactor = 70);

-- What a booking costs and why, for ever: the book, what it knew of the person on the day (age in years, evidence that
-- held), and the outcome of each rule.
CREATE TABLE charge (
    community_id   uuid        NOT NULL,
    booking_id     uuid        NOT NULL,
    book_id        uuid        NOT NULL,
    service_id     uuid        NOT NULL,
    beneficiary_id uuid        NOT NULL,
    day            date        NOT NULL,
    list_fen       bigint      NOT NULL,
    due_fen        bigint      NOT NULL,
    subsidy_fen    bigint      NOT NULL,
    tier           text        NOT NULL CHECK (tier IN ('PAID', 'LOW_COST', 'PUBLIC_BENEFIT')),
    rule           text        NOT NULL,
    fund           text        NOT NULL,
    budget_id      uuid,
    usage_period   date,
    age            int,
    evidence       text[]      NOT NULL,
    outcomes       jsonb       NOT NULL,
    state          text        NOT NULL CHECK (state IN ('RESERVED', 'COMMITTED', 'RELEASED')),
    at             timestamptz NOT NULL,
    PRIMARY KEY (community_id, booking_id),
    CHECK (due_fen >= 0 AND subsidy_fen >= 0 AND list_fen = due_fen + subsidy_fen)
) WITH (fillfactor = 90);
