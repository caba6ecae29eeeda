-- Days on which a community's schedules do otherwise: a holiday has no slots, a make-up day those of a weekday (ISO 1..7).
CREATE TABLE calendar_day (
    community_id uuid        NOT NULL REFERENCES community,
    day          date        NOT NULL,
    kind         text        NOT NULL CHECK (kind IN ('HOLIDAY', 'MAKE_UP')),
    follows      int         CHECK (follows BETWEEN 1 AND 7),
    name         text        NOT NULL,
    set_by       uuid        NOT NULL,
    set_at       timestamptz NOT NULL,
    PRIMARY KEY (community_id, day),
    CHECK ((kind = 'MAKE_UP') = (follows IS NOT NULL))
);

-- A station, or one service of it, is shut from one day to another; ended_at: it was opened again before.
CREATE TABLE closure (
    community_id uuid        NOT NULL,
    id           uuid        NOT NULL,
    station_id   uuid        NOT NULL,
    service_id   uuid,
    first_day    date        NOT NULL,
    last_day     date        NOT NULL,
    reason       text        NOT NULL,
    slots        int         NOT NULL,
    made_by      uuid        NOT NULL,
    made_at      timestamptz NOT NULL,
    ended_at     timestamptz,
    PRIMARY KEY (community_id, id),
    FOREIGN KEY (community_id, station_id) REFERENCES station (community_id, id),
    FOREIGN KEY (community_id, service_id) REFERENCES service (community_id, id),
    CHECK (first_day <= last_day)
);
CREATE INDEX closure_standing ON closure (community_id, station_id, last_day) WHERE ended_at IS NULL;

-- days_ahead: how far ahead its slots are made; null: as far as doorstep.catalog.days-ahead says.
ALTER TABLE schedule
    ADD COLUMN teacher_id     uuid,
    ADD COLUMN keeps_holidays boolean NOT NULL DEFAULT false,
    ADD COLUMN days_ahead     int CHECK (days_ahead BETWEEN 1 AND 400);
UPDATE schedule SET keeps_holidays = true
FROM service
WHERE service.community_id = schedule.community_id AND service.id = schedule.service_id AND service.kind = 'CARE';

-- scheduled_day: the day of its schedule that it stands for, also when it was moved to another.
-- cancelled_for: ADMIN for good; CALENDAR and CLOSURE until the holiday or closure is taken back.
ALTER TABLE slot
    ADD COLUMN teacher_id        uuid,
    ADD COLUMN scheduled_day     date,
    ADD COLUMN cancelled_at      timestamptz,
    ADD COLUMN cancelled_for     text CHECK (cancelled_for IN ('ADMIN', 'CALENDAR', 'CLOSURE')),
    ADD COLUMN cancelled_because text,
    ADD COLUMN version           bigint NOT NULL DEFAULT 1,
    ADD CHECK ((cancelled_at IS NULL) = (cancelled_for IS NULL)),
    ADD CHECK ((cancelled_at IS NULL) = (cancelled_because IS NULL));
UPDATE slot SET scheduled_day = day;
ALTER TABLE slot ALTER COLUMN scheduled_day SET NOT NULL;

ALTER TABLE slot DROP CONSTRAINT slot_community_id_schedule_id_day_key;
CREATE UNIQUE INDEX slot_of_schedule ON slot (community_id, schedule_id, scheduled_day) WHERE cancelled_at IS NULL;
CREATE INDEX slot_cancelled ON slot (community_id, schedule_id, scheduled_day) WHERE cancelled_at IS NOT NULL;
CREATE INDEX slot_by_day ON slot (community_id, day);

-- Where a room was given twice before this was refused, the later slot keeps its time and loses the room.
UPDATE slot SET room_id = NULL
WHERE EXISTS (
    SELECT 1 FROM slot AS other
    WHERE other.room_id = slot.room_id AND other.id < slot.id
      AND tstzrange(other.starts_at, other.ends_at) && tstzrange(slot.starts_at, slot.ends_at));

-- A room and a teacher are in one place at a time.
ALTER TABLE slot
    ADD CONSTRAINT slot_room_free EXCLUDE USING gist
        (room_id WITH =, tstzrange(starts_at, ends_at) WITH &&) WHERE (room_id IS NOT NULL AND cancelled_at IS NULL),
    ADD CONSTRAINT slot_teacher_free EXCLUDE USING gist
        (teacher_id WITH =, tstzrange(starts_at, ends_at) WITH &&) WHERE (teacher_id IS NOT NULL AND cancelled_at IS NULL);
