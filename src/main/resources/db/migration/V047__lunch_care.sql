-- Whom to call when an elder does not come: a neighbour, by the family's word; sealed.
CREATE TABLE lunch_contact (
    person_id uuid        PRIMARY KEY,
    contacts  bytea       NOT NULL,
    version   bigint      NOT NULL DEFAULT 1,
    set_by    uuid        NOT NULL,
    set_at    timestamptz NOT NULL
);

-- An elder who eats regularly and did not come, until somebody knows that they are well.
CREATE TABLE lunch_call (
    community_id uuid        NOT NULL,
    id           uuid        NOT NULL,
    person_id    uuid        NOT NULL,
    booked_by    uuid        NOT NULL,
    station_id   uuid        NOT NULL,
    day          date        NOT NULL,
    state        text        NOT NULL CHECK (state IN ('OPEN', 'WELL', 'HELPED')),
    opened_at    timestamptz NOT NULL,
    closed_at    timestamptz,
    version      bigint      NOT NULL DEFAULT 1,
    PRIMARY KEY (community_id, id)
);
CREATE UNIQUE INDEX lunch_call_by_id ON lunch_call (id);
CREATE INDEX lunch_call_open ON lunch_call (community_id, opened_at) WHERE state = 'OPEN';

-- Each answer, for ever.
CREATE TABLE lunch_answer (
    community_id uuid        NOT NULL,
    id           uuid        NOT NULL,
    call_id      uuid        NOT NULL,
    asked        text        NOT NULL CHECK (asked IN ('FAMILY', 'NEIGHBOUR', 'STATION')),
    answer       text        NOT NULL CHECK (answer IN ('NOT_REACHED', 'WELL', 'NEEDS_HELP', 'HELPED', 'CAME')),
    note         bytea       NOT NULL,
    by           uuid        NOT NULL,
    at           timestamptz NOT NULL,
    PRIMARY KEY (community_id, id),
    FOREIGN KEY (community_id, call_id) REFERENCES lunch_call
);
CREATE INDEX lunch_answer_by_call ON lunch_answer (call_id, at);
