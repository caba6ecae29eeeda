CREATE TABLE community (
    id         uuid PRIMARY KEY,
    name       text        NOT NULL UNIQUE,
    zone       text        NOT NULL DEFAULT 'Asia/Shanghai',
    created_by uuid        NOT NULL,
    created_at timestamptz NOT NULL
);

-- Coordinates are GCJ-02, in degrees.
CREATE TABLE station (
    community_id uuid             NOT NULL REFERENCES community,
    id           uuid             NOT NULL,
    name         text             NOT NULL,
    address      text             NOT NULL,
    latitude     double precision NOT NULL CHECK (latitude BETWEEN -90 AND 90),
    longitude    double precision NOT NULL CHECK (longitude BETWEEN -180 AND 180),
    phone        text             NOT NULL,
    PRIMARY KEY (community_id, id),
    UNIQUE (community_id, name)
);
CREATE INDEX station_by_place ON station (latitude, longitude);
CREATE UNIQUE INDEX station_by_id ON station (id);

-- Where a session takes place, and how many it holds.
CREATE TABLE room (
    community_id uuid NOT NULL,
    id           uuid NOT NULL,
    station_id   uuid NOT NULL,
    name         text NOT NULL,
    seats        int  NOT NULL CHECK (seats > 0),
    PRIMARY KEY (community_id, id),
    UNIQUE (community_id, station_id, name),
    FOREIGN KEY (community_id, station_id) REFERENCES station (community_id, id)
);

-- What can be booked; a new kind of service is a row here, not code.
CREATE TABLE service (
    community_id  uuid   NOT NULL,
    id            uuid   NOT NULL,
    station_id    uuid   NOT NULL,
    kind          text   NOT NULL CHECK (kind IN ('CARE', 'MEAL', 'REPAIR', 'OTHER')),
    name          text   NOT NULL,
    description   text   NOT NULL DEFAULT '',
    capacity_unit text   NOT NULL DEFAULT 'SEAT',
    payment_terms text   NOT NULL CHECK (payment_terms IN ('BEFORE', 'AT_DOOR', 'AFTER')),
    hold_seconds  int    NOT NULL DEFAULT 900 CHECK (hold_seconds BETWEEN 60 AND 86400),
    min_age       int,
    max_age       int,
    version       bigint NOT NULL DEFAULT 1,
    PRIMARY KEY (community_id, id),
    UNIQUE (community_id, station_id, name),
    CHECK (min_age IS NULL OR max_age IS NULL OR min_age <= max_age),
    FOREIGN KEY (community_id, station_id) REFERENCES station (community_id, id)
);
CREATE UNIQUE INDEX service_by_id ON service (id);

-- From which slots are made ahead. Weekdays are ISO (1 Monday … 7 Sunday); times are local to the community.
-- activities: what takes place, by weekday in the order of weekdays; one entry serves all days.
CREATE TABLE schedule (
    community_id uuid   NOT NULL,
    id           uuid   NOT NULL,
    service_id   uuid   NOT NULL,
    room_id      uuid,
    weekdays     int[]  NOT NULL CHECK (cardinality(weekdays) BETWEEN 1 AND 7),
    starts       time   NOT NULL,
    ends         time   NOT NULL CHECK (ends > starts),
    cut_off      time   NOT NULL,
    capacity     int    NOT NULL CHECK (capacity BETWEEN 1 AND 100000),
    activities   text[] NOT NULL,
    first_day    date   NOT NULL,
    last_day     date,
    PRIMARY KEY (community_id, id),
    FOREIGN KEY (community_id, service_id) REFERENCES service (community_id, id),
    FOREIGN KEY (community_id, room_id) REFERENCES room (community_id, id),
    CHECK (cardinality(activities) IN (1, cardinality(weekdays)))
);

-- A care session, a sitting, an hour of calls: a dated piece of a schedule.
CREATE TABLE slot (
    community_id uuid        NOT NULL,
    id           uuid        NOT NULL,
    service_id   uuid        NOT NULL,
    schedule_id  uuid        NOT NULL,
    day          date        NOT NULL,
    starts_at    timestamptz NOT NULL,
    ends_at      timestamptz NOT NULL,
    cut_off_at   timestamptz NOT NULL,
    capacity     int         NOT NULL CHECK (capacity > 0),
    room_id      uuid,
    activity     text        NOT NULL,
    closed_at    timestamptz,
    PRIMARY KEY (community_id, id),
    UNIQUE (community_id, schedule_id, day),
    CHECK (starts_at < ends_at AND cut_off_at <= ends_at)
);
CREATE INDEX slot_by_service ON slot (community_id, service_id, starts_at);
CREATE UNIQUE INDEX slot_by_id ON slot (id);
