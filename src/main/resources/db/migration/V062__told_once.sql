-- What is told once, however often the house says that it happened: a booking confirmed, a worker on the way.
CREATE TABLE notice_once (
    kind       text        NOT NULL,
    subject_id uuid        NOT NULL,
    occasion   text        NOT NULL,
    at         timestamptz NOT NULL,
    PRIMARY KEY (kind, subject_id, occasion)
);
CREATE INDEX notice_once_by_age ON notice_once (at);
