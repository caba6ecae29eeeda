-- What was promised for a job, and what became of it. quantiles: when somebody would be at the door, in seconds after
-- given_at, as it was estimated: the smallest, each twentieth, the largest. rank: which share of the estimate lay before
-- the true arrival; how far the ranks are from even is how far the estimates must be put right.
CREATE TABLE promise (
    community_id uuid             NOT NULL,
    job_id       uuid             NOT NULL,
    station_id   uuid             NOT NULL,
    given_at     timestamptz      NOT NULL,
    minutes      int              NOT NULL CHECK (minutes > 0),
    likelihood   double precision NOT NULL CHECK (likelihood BETWEEN 0 AND 1),
    promised_by  timestamptz      NOT NULL,
    quantiles    int[]            NOT NULL CHECK (cardinality(quantiles) = 21),
    outcome      text CHECK (outcome IN ('KEPT', 'MISSED', 'VOID')),
    outcome_at   timestamptz,
    rank         double precision CHECK (rank BETWEEN 0 AND 1),
    PRIMARY KEY (community_id, job_id),
    CHECK ((outcome IS NULL) = (outcome_at IS NULL))
);
CREATE INDEX promise_by_station ON promise (community_id, station_id, given_at);
CREATE INDEX promise_ranks ON promise (community_id, station_id, outcome_at) WHERE rank IS NOT NULL;
