-- Up to which version of a booking or job people have been told: what is older and comes later is out of date.
CREATE TABLE notice_heard (
    subject_id uuid        PRIMARY KEY,
    version    bigint      NOT NULL,
    at         timestamptz NOT NULL
);
CREATE INDEX notice_heard_by_age ON notice_heard (at);
