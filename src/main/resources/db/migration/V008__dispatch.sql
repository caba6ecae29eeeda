-- Where a worker is on duty now, or was last; a position is kept coarse, and only while on duty.
CREATE TABLE worker_shift (
    community_id uuid        NOT NULL,
    worker_id    uuid        NOT NULL,
    station_id   uuid        NOT NULL,
    on_duty      boolean     NOT NULL,
    since        timestamptz NOT NULL,
    latitude     double precision,
    longitude    double precision,
    position_at  timestamptz,
    PRIMARY KEY (community_id, worker_id),
    CHECK (num_nulls(latitude, longitude, position_at) IN (0, 3)),
    CHECK (on_duty OR position_at IS NULL)
);
-- A person is on duty in one place at a time.
CREATE UNIQUE INDEX worker_shift_one_place ON worker_shift (worker_id) WHERE on_duty;
CREATE INDEX worker_shift_by_station ON worker_shift (community_id, station_id) WHERE on_duty;

CREATE TABLE worker_skill (
    community_id uuid        NOT NULL,
    worker_id    uuid        NOT NULL,
    skill        text        NOT NULL,
    given_by     uuid        NOT NULL,
    given_at     timestamptz NOT NULL,
    PRIMARY KEY (community_id, worker_id, skill)
);

-- A job as it stands; its version is the fence. The door (address, note) is sealed and opened for the holder only.
CREATE TABLE job (
    community_id uuid             NOT NULL,
    id           uuid             NOT NULL,
    station_id   uuid             NOT NULL,
    resident_id  uuid             NOT NULL,
    requested_by uuid             NOT NULL,
    skill        text             NOT NULL,
    title        text             NOT NULL,
    priority     int              NOT NULL CHECK (priority BETWEEN 0 AND 9),
    latitude     double precision NOT NULL,
    longitude    double precision NOT NULL,
    door         bytea            NOT NULL,
    starts_at    timestamptz      NOT NULL,
    promised_by  timestamptz      NOT NULL,
    state        text             NOT NULL
        CHECK (state IN ('PLANNED', 'WAITING', 'ACCEPTED', 'ARRIVED', 'DONE', 'CANCELLED')),
    worker_id    uuid,
    version      bigint           NOT NULL DEFAULT 1,
    posted_at    timestamptz      NOT NULL,
    accepted_at  timestamptz,
    arrived_at   timestamptz,
    ended_at     timestamptz,
    PRIMARY KEY (community_id, id),
    CHECK (worker_id IS NULL OR state NOT IN ('PLANNED', 'WAITING')),
    CHECK (worker_id IS NOT NULL OR state NOT IN ('ACCEPTED', 'ARRIVED', 'DONE')),
    CHECK ((ended_at IS NOT NULL) = (state IN ('DONE', 'CANCELLED')))
);
-- A worker has one job in hand.
CREATE UNIQUE INDEX job_in_hand ON job (community_id, worker_id) WHERE state IN ('ACCEPTED', 'ARRIVED');
CREATE INDEX job_open ON job (community_id, station_id, priority, promised_by) WHERE ended_at IS NULL;
CREATE INDEX job_ended ON job (community_id, station_id, ended_at) WHERE ended_at IS NOT NULL;
CREATE INDEX job_planned ON job (starts_at) WHERE state = 'PLANNED';
CREATE INDEX job_by_resident ON job (resident_id);
CREATE INDEX job_by_requester ON job (requested_by);

-- Every hop of every job, one for each version; append-only for the application.
CREATE TABLE job_event (
    community_id uuid        NOT NULL,
    job_id       uuid        NOT NULL,
    version      bigint      NOT NULL,
    kind         text        NOT NULL,
    state        text        NOT NULL,
    worker_id    uuid,
    actor_id     uuid,
    cause        text        NOT NULL,
    at           timestamptz NOT NULL,
    PRIMARY KEY (community_id, job_id, version)
);
