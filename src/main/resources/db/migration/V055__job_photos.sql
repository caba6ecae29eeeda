-- Pictures that workers took of what they did at a door.
CREATE TABLE job_photo (
    community_id uuid        NOT NULL,
    job_id       uuid        NOT NULL,
    photo_id     uuid        NOT NULL REFERENCES photo,
    taken_by     uuid        NOT NULL,
    at           timestamptz NOT NULL,
    PRIMARY KEY (community_id, job_id, photo_id),
    FOREIGN KEY (community_id, job_id) REFERENCES job (community_id, id)
);
CREATE INDEX job_photo_by_job ON job_photo (job_id);
