-- How often somebody tried to say the code that a resident reads out at the door.
CREATE TABLE job_arrival_try (
    community_id uuid NOT NULL,
    job_id       uuid NOT NULL,
    worker_id    uuid NOT NULL,
    tries        int  NOT NULL DEFAULT 1 CHECK (tries BETWEEN 1 AND 5),
    PRIMARY KEY (community_id, job_id, worker_id)
);

-- Jobs that some worker's phone has shown while they waited, and since when.
CREATE TABLE job_seen (
    community_id uuid        NOT NULL,
    job_id       uuid        NOT NULL,
    at           timestamptz NOT NULL,
    PRIMARY KEY (community_id, job_id)
);
CREATE INDEX job_seen_by_job ON job_seen (job_id);
