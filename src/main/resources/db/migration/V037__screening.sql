-- Only these photos may be fetched from outside, by a signed address.
ALTER TABLE photo ADD COLUMN open boolean NOT NULL DEFAULT false;

-- Words and pictures that other people will see, and what became of the look at them. What waits for staff is sealed.
CREATE TABLE screening (
    id           uuid PRIMARY KEY,
    community_id uuid        NOT NULL,
    kind         text        NOT NULL CHECK (kind IN ('TEXT', 'PHOTO')),
    source       text        NOT NULL,
    subject_id   uuid        NOT NULL,
    author_id    uuid        NOT NULL,
    words        bytea,
    photo_id     uuid,
    trace_id     text UNIQUE,
    state        text        NOT NULL CHECK (state IN ('WAITING', 'ASKED', 'REVIEW', 'PASSED', 'REFUSED')),
    created_at   timestamptz NOT NULL,
    due_at       timestamptz NOT NULL,
    decided_by   uuid,
    decided_at   timestamptz,
    CHECK ((kind = 'PHOTO') = (photo_id IS NOT NULL))
);
CREATE INDEX screening_queue ON screening (community_id, id) WHERE state = 'REVIEW';
CREATE INDEX screening_due ON screening (due_at) WHERE state IN ('WAITING', 'ASKED');

-- What WeChat saw; it may tell before we have noted under which number it was asked.
CREATE TABLE screening_result (
    trace_id text PRIMARY KEY,
    suggest  text        NOT NULL,
    at       timestamptz NOT NULL
);
