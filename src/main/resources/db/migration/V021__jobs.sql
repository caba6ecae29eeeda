-- danger (gas, water, electricity), ahead (lives alone, where the station's rules count that) and promised_by make the
--   rank: the place in the queue, the smallest first, the same number as in Redis; ties go by id.
-- fence: the version since which the job is where it is; steps that know only older versions are refused.
-- place: which of the worker's places the job takes while in hand; worker_community_id: where its holder is on duty.
-- audience: who may claim it, all or whom it is offered to (nobody while it is offered to nobody).
-- guests: neighbouring stations that were called to help. rung: how far the escalation has come since waiting_since.
-- due_at: when somebody must look at it next, be it that an offer ends, a rung is due, or a pause is over.
-- helps: the job whose holder wants a second pair of hands. due_fen: what is to be collected at the door.
ALTER TABLE job
    ADD COLUMN danger              boolean NOT NULL DEFAULT false,
    ADD COLUMN ahead               boolean NOT NULL DEFAULT false,
    ADD COLUMN stairs              boolean NOT NULL DEFAULT false,
    ADD COLUMN unpopular           boolean NOT NULL DEFAULT false,
    ADD COLUMN fence               bigint  NOT NULL DEFAULT 1,
    ADD COLUMN place               int CHECK (place BETWEEN 1 AND 20),
    ADD COLUMN worker_community_id uuid,
    ADD COLUMN audience            text    NOT NULL DEFAULT 'ALL' CHECK (audience IN ('ALL', 'OFFERED')),
    ADD COLUMN offered_to          uuid,
    ADD COLUMN offered_until       timestamptz,
    ADD COLUMN offered_why         text[],
    ADD COLUMN guests              uuid[]  NOT NULL DEFAULT '{}',
    ADD COLUMN guest_communities   uuid[]  NOT NULL DEFAULT '{}',
    ADD COLUMN rung                int     NOT NULL DEFAULT 0,
    ADD COLUMN waiting_since       timestamptz,
    ADD COLUMN due_at              timestamptz,
    ADD COLUMN helps               uuid,
    ADD COLUMN handover_to         uuid,
    ADD COLUMN paused_for          text CHECK (paused_for IN ('PARTS', 'SECOND_VISIT', 'NOBODY_HOME')),
    ADD COLUMN resumes_at          timestamptz,
    ADD COLUMN due_fen             bigint  NOT NULL DEFAULT 0 CHECK (due_fen >= 0),
    ADD COLUMN cash_fen            bigint  NOT NULL DEFAULT 0 CHECK (cash_fen >= 0),
    ADD COLUMN share_fen           bigint  NOT NULL DEFAULT 0 CHECK (share_fen >= 0);

-- Danger first; then the minute of the promise, those ahead first within it; then the promise itself. Below 2^53.
CREATE FUNCTION job_rank(danger boolean, ahead boolean, promised_by timestamptz) RETURNS bigint
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN danger THEN 0 ELSE 100000000000000 END
        + floor(extract(epoch FROM promised_by) / 60)::bigint * 120000
        + CASE WHEN ahead THEN 0 ELSE 60000 END
        + (extract(epoch FROM promised_by) * 1000)::bigint
        - floor(extract(epoch FROM promised_by) / 60)::bigint * 60000;

UPDATE job SET
    danger = (priority = 0),
    fence = version,
    waiting_since = posted_at,
    worker_community_id = CASE WHEN worker_id IS NULL THEN NULL ELSE community_id END,
    place = CASE WHEN state IN ('ACCEPTED', 'ARRIVED') THEN 1 END,
    due_at = CASE WHEN state = 'WAITING' THEN now() WHEN state = 'ACCEPTED' THEN promised_by END;

ALTER TABLE job
    ADD COLUMN rank bigint NOT NULL GENERATED ALWAYS AS (job_rank(danger, ahead, promised_by)) STORED,
    DROP CONSTRAINT job_state_check,
    DROP CONSTRAINT job_check,
    DROP CONSTRAINT job_check1,
    DROP CONSTRAINT job_check2,
    DROP COLUMN priority,
    ADD CONSTRAINT job_states CHECK (state IN
        ('PLANNED', 'WAITING', 'ACCEPTED', 'ARRIVED', 'PAUSED', 'DONE', 'NOBODY_HOME', 'CANCELLED')),
    ADD CONSTRAINT job_nobodys CHECK (worker_id IS NULL OR state NOT IN ('PLANNED', 'WAITING')),
    ADD CONSTRAINT job_somebodys CHECK (worker_id IS NOT NULL OR state IN ('PLANNED', 'WAITING', 'CANCELLED')),
    ADD CONSTRAINT job_holders CHECK ((worker_id IS NULL) = (worker_community_id IS NULL)),
    ADD CONSTRAINT job_ends CHECK ((ended_at IS NOT NULL) = (state IN ('DONE', 'NOBODY_HOME', 'CANCELLED'))),
    ADD CONSTRAINT job_places CHECK ((place IS NOT NULL) = (state IN ('ACCEPTED', 'ARRIVED'))),
    ADD CONSTRAINT job_pauses CHECK ((resumes_at IS NOT NULL) = (state = 'PAUSED')
        AND (resumes_at IS NULL) = (paused_for IS NULL)),
    ADD CONSTRAINT job_offers CHECK (offered_to IS NULL OR (state = 'WAITING' AND audience = 'OFFERED')),
    ADD CONSTRAINT job_guests CHECK (cardinality(guests) = cardinality(guest_communities)),
    ADD CONSTRAINT job_handovers CHECK (handover_to IS NULL OR state IN ('ACCEPTED', 'ARRIVED'));

-- A worker holds as many jobs as places, whatever happens at once.
DROP INDEX IF EXISTS job_in_hand;
CREATE UNIQUE INDEX job_place ON job (worker_id, place) WHERE state IN ('ACCEPTED', 'ARRIVED');
CREATE INDEX job_held ON job (worker_id) WHERE state IN ('ACCEPTED', 'ARRIVED', 'PAUSED');
CREATE INDEX job_handover ON job (handover_to) WHERE handover_to IS NOT NULL;
CREATE INDEX job_offer_to ON job (offered_to) WHERE offered_to IS NOT NULL;
DROP INDEX IF EXISTS job_open;
CREATE INDEX job_open ON job (community_id, station_id, rank, id) WHERE ended_at IS NULL;
CREATE INDEX job_by_id ON job (id);
CREATE INDEX job_due ON job (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX job_guest ON job USING gin (guests) WHERE ended_at IS NULL AND guests <> '{}';
CREATE INDEX job_helping ON job (helps) WHERE helps IS NOT NULL;
CREATE INDEX job_of_worker ON job (worker_id, ended_at) WHERE ended_at IS NOT NULL;

-- When the hop was written; "at" is when it happened by the phone of a worker who was offline.
ALTER TABLE job_event ADD COLUMN noted_at timestamptz;
UPDATE job_event SET noted_at = at;
ALTER TABLE job_event ALTER COLUMN noted_at SET NOT NULL;

-- Whom a job was offered to, why, and what came of it; a worker who declines what is open to all has a row, too.
CREATE TABLE job_offer (
    community_id uuid        NOT NULL,
    job_id       uuid        NOT NULL,
    worker_id    uuid        NOT NULL,
    offered_at   timestamptz NOT NULL,
    until        timestamptz,
    outcome      text CHECK (outcome IN ('TAKEN', 'DECLINED', 'TIMED_OUT', 'WITHDRAWN')),
    outcome_at   timestamptz,
    said         text        NOT NULL DEFAULT '',
    PRIMARY KEY (community_id, job_id, worker_id, offered_at),
    CHECK ((outcome IS NULL) = (outcome_at IS NULL))
);
CREATE UNIQUE INDEX job_offer_open ON job_offer (community_id, job_id) WHERE outcome IS NULL;
CREATE INDEX job_offer_by_worker ON job_offer (worker_id, offered_at);

-- A delivery run's doors, in order. reference: what the poster knows the stop by.
CREATE TABLE job_stop (
    community_id uuid             NOT NULL,
    job_id       uuid             NOT NULL,
    number       int              NOT NULL CHECK (number BETWEEN 1 AND 100),
    reference    uuid             NOT NULL,
    resident_id  uuid             NOT NULL,
    latitude     double precision NOT NULL,
    longitude    double precision NOT NULL,
    door         bytea            NOT NULL,
    state        text             NOT NULL DEFAULT 'OPEN' CHECK (state IN ('OPEN', 'ARRIVED', 'DONE', 'FAILED')),
    arrived_at   timestamptz,
    ended_at     timestamptz,
    reason       text             NOT NULL DEFAULT '',
    PRIMARY KEY (community_id, job_id, number),
    FOREIGN KEY (community_id, job_id) REFERENCES job (community_id, id) ON DELETE CASCADE,
    CHECK ((ended_at IS NOT NULL) = (state IN ('DONE', 'FAILED')))
);
CREATE INDEX job_stop_by_resident ON job_stop (resident_id);

-- Cash that workers took at doors and handed in to their station.
CREATE TABLE worker_cash (
    community_id uuid        NOT NULL,
    id           uuid        NOT NULL,
    worker_id    uuid        NOT NULL,
    kind         text        NOT NULL CHECK (kind IN ('TAKEN', 'HANDED_IN')),
    amount_fen   bigint      NOT NULL CHECK (amount_fen > 0),
    -- What it was taken for, or who received it.
    reference    uuid        NOT NULL,
    at           timestamptz NOT NULL,
    PRIMARY KEY (community_id, id)
);
CREATE UNIQUE INDEX worker_cash_once ON worker_cash (community_id, reference) WHERE kind = 'TAKEN';
CREATE INDEX worker_cash_by_worker ON worker_cash (worker_id, community_id);
