-- What is broken in the street: a kind and a place, no home. Public but for who reported it. job_version: of the last
-- step of its job that was heard of. fund: who paid; null while nobody has.
CREATE TABLE street_fault (
    community_id uuid             NOT NULL REFERENCES community,
    id           uuid             NOT NULL,
    station_id   uuid             NOT NULL,
    kind         text             NOT NULL,
    latitude     double precision NOT NULL CHECK (latitude BETWEEN -90 AND 90),
    longitude    double precision NOT NULL CHECK (longitude BETWEEN -180 AND 180),
    state        text             NOT NULL CHECK (state IN ('REPORTED', 'UNDER_WAY', 'FIXED', 'DISMISSED')),
    reports      int              NOT NULL DEFAULT 1,
    reported_at  timestamptz      NOT NULL,
    ended_at     timestamptz,
    cost_fen     bigint           NOT NULL DEFAULT 0 CHECK (cost_fen >= 0),
    fund         text,
    paid_at      timestamptz,
    job_version  bigint           NOT NULL DEFAULT 0,
    PRIMARY KEY (community_id, id),
    CHECK ((ended_at IS NOT NULL) = (state IN ('FIXED', 'DISMISSED'))),
    CHECK ((fund IS NULL) = (paid_at IS NULL))
);
CREATE UNIQUE INDEX street_fault_by_id ON street_fault (id);
CREATE INDEX street_fault_open ON street_fault (community_id, kind, latitude) WHERE ended_at IS NULL;

-- Who reported it, once each. words: sealed.
CREATE TABLE street_report (
    fault_id    uuid        NOT NULL,
    reporter_id uuid        NOT NULL,
    words       bytea,
    at          timestamptz NOT NULL,
    PRIMARY KEY (fault_id, reporter_id)
);
CREATE INDEX street_report_by_person ON street_report (reporter_id);

CREATE TABLE street_photo (
    fault_id uuid        NOT NULL,
    photo_id uuid        NOT NULL REFERENCES photo,
    taken_by uuid        NOT NULL,
    at       timestamptz NOT NULL,
    PRIMARY KEY (fault_id, photo_id)
);

-- What the governance fund pays for putting one right.
CREATE TABLE street_price (
    community_id uuid   NOT NULL REFERENCES community,
    kind         text   NOT NULL,
    price_fen    bigint NOT NULL CHECK (price_fen BETWEEN 0 AND 100000000),
    PRIMARY KEY (community_id, kind)
);
