-- Which staff look after children at which station, since when; until: gone home.
CREATE TABLE care_duty (
    community_id uuid        NOT NULL,
    station_id   uuid        NOT NULL,
    person_id    uuid        NOT NULL,
    since        timestamptz NOT NULL,
    until        timestamptz,
    PRIMARY KEY (community_id, station_id, person_id)
);

-- Allergies, medicine, contacts: sealed.
CREATE TABLE child_card (
    child_id uuid PRIMARY KEY REFERENCES person,
    sealed   bytea       NOT NULL,
    version  bigint      NOT NULL DEFAULT 1,
    set_by   uuid        NOT NULL,
    set_at   timestamptz NOT NULL
);

-- What each guardian says about photos; one no is a no.
CREATE TABLE photo_consent (
    child_id    uuid        NOT NULL REFERENCES person,
    guardian_id uuid        NOT NULL,
    given       boolean     NOT NULL,
    at          timestamptz NOT NULL,
    PRIMARY KEY (child_id, guardian_id)
);

-- What a guardian may, where a court or the parents have limited it; no row: everything.
CREATE TABLE guardian_rights (
    child_id     uuid        NOT NULL REFERENCES person,
    guardian_id  uuid        NOT NULL,
    community_id uuid        NOT NULL,
    informed     boolean     NOT NULL,
    arranges     boolean     NOT NULL,
    picks_up     boolean     NOT NULL,
    set_by       uuid        NOT NULL,
    set_at       timestamptz NOT NULL,
    PRIMARY KEY (child_id, guardian_id)
);

-- Children who spend their afternoons together in a term, with a room and a teacher of their own.
CREATE TABLE care_group (
    community_id uuid        NOT NULL,
    id           uuid        NOT NULL,
    station_id   uuid        NOT NULL,
    service_id   uuid        NOT NULL,
    name         text        NOT NULL,
    seats        int         NOT NULL CHECK (seats > 0),
    room_id      uuid,
    teacher_id   uuid,
    first_day    date        NOT NULL,
    last_day     date        NOT NULL CHECK (last_day >= first_day),
    made_by      uuid        NOT NULL,
    made_at      timestamptz NOT NULL,
    PRIMARY KEY (community_id, id),
    UNIQUE (community_id, service_id, name, first_day),
    FOREIGN KEY (community_id, service_id) REFERENCES service (community_id, id),
    FOREIGN KEY (community_id, room_id) REFERENCES room (community_id, id)
);
CREATE INDEX care_group_by_station ON care_group (station_id, last_day);

-- A child is in one group of a service at a time.
CREATE TABLE care_group_member (
    community_id uuid        NOT NULL,
    group_id     uuid        NOT NULL,
    service_id   uuid        NOT NULL,
    child_id     uuid        NOT NULL,
    first_day    date        NOT NULL,
    last_day     date        NOT NULL,
    added_by     uuid        NOT NULL,
    PRIMARY KEY (community_id, group_id, child_id),
    FOREIGN KEY (community_id, group_id) REFERENCES care_group (community_id, id),
    CONSTRAINT care_group_member_once EXCLUDE USING gist
        (service_id WITH =, child_id WITH =, daterange(first_day, last_day, '[]') WITH &&)
);

-- What a group does on a weekday (ISO 1..7), where and with whom; times are local to the community.
CREATE TABLE care_class (
    community_id uuid NOT NULL,
    id           uuid NOT NULL,
    group_id     uuid NOT NULL,
    weekday      int  NOT NULL CHECK (weekday BETWEEN 1 AND 7),
    starts       time NOT NULL,
    ends         time NOT NULL CHECK (ends > starts),
    activity     text NOT NULL,
    room_id      uuid,
    teacher_id   uuid,
    first_day    date NOT NULL,
    last_day     date NOT NULL CHECK (last_day >= first_day),
    PRIMARY KEY (community_id, id),
    FOREIGN KEY (community_id, group_id) REFERENCES care_group (community_id, id),
    FOREIGN KEY (community_id, room_id) REFERENCES room (community_id, id),
    CONSTRAINT care_class_group_free EXCLUDE USING gist (
        group_id WITH =, weekday WITH =, daterange(first_day, last_day, '[]') WITH &&,
        numrange(extract(epoch FROM starts), extract(epoch FROM ends)) WITH &&),
    CONSTRAINT care_class_room_free EXCLUDE USING gist (
        room_id WITH =, weekday WITH =, daterange(first_day, last_day, '[]') WITH &&,
        numrange(extract(epoch FROM starts), extract(epoch FROM ends)) WITH &&) WHERE (room_id IS NOT NULL),
    CONSTRAINT care_class_teacher_free EXCLUDE USING gist (
        teacher_id WITH =, weekday WITH =, daterange(first_day, last_day, '[]') WITH &&,
        numrange(extract(epoch FROM starts), extract(epoch FROM ends)) WITH &&) WHERE (teacher_id IS NOT NULL)
);
