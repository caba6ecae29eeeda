-- When a person wants to be left in peace; null: the hours of the house. The same time twice: never.
ALTER TABLE person ADD COLUMN quiet_from time, ADD COLUMN quiet_until time,
    ADD CHECK ((quiet_from IS NULL) = (quiet_until IS NULL));

-- What is to reach somebody outside the inbox: one row for each way. The content is sealed, and goes once it is over.
-- SENDING is written before the call: what is found there after a crash was perhaps sent.
CREATE TABLE delivery (
    id           uuid PRIMARY KEY,
    community_id uuid        NOT NULL,
    kind         text        NOT NULL,
    channel      text        NOT NULL CHECK (channel IN ('MESSAGE', 'SMS', 'CALL')),
    person_id    uuid,
    content      bytea,
    state        text        NOT NULL CHECK (state IN ('WAITING', 'SENDING', 'SENT', 'UNSURE', 'NOT_ACCEPTED', 'FAILED', 'LATE')),
    outcome      text        NOT NULL DEFAULT '',
    -- Another way takes over when this one fails; each delivery has one successor at most.
    otherwise    text[]      NOT NULL DEFAULT '{}',
    instead_of   uuid UNIQUE,
    -- Whether an acceptance of the person was taken for it.
    accepted     boolean     NOT NULL DEFAULT false,
    attempts     int         NOT NULL DEFAULT 0,
    created_at   timestamptz NOT NULL,
    due_at       timestamptz NOT NULL,
    -- Afterwards it is worth nothing.
    ends_at      timestamptz NOT NULL,
    done_at      timestamptz,
    CHECK ((content IS NULL) = (done_at IS NOT NULL))
);
CREATE INDEX delivery_due ON delivery (channel, due_at) WHERE state IN ('WAITING', 'SENDING');
CREATE INDEX delivery_done ON delivery (community_id, done_at) WHERE done_at IS NOT NULL;

-- How often a person let us send a message of that template: each acceptance is good for one.
CREATE TABLE message_acceptance (
    person_id   uuid        NOT NULL REFERENCES person ON DELETE CASCADE,
    template_id text        NOT NULL,
    number      int         NOT NULL CHECK (number BETWEEN 0 AND 50),
    changed_at  timestamptz NOT NULL,
    PRIMARY KEY (person_id, template_id)
);
