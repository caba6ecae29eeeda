-- Classes of every week, or of every other: A begins with the term. parity: of the weeks since Monday 1969-12-29 in which
-- a class takes place, so that rooms and teachers of groups with other terms are free or not all the same; null: in all.
ALTER TABLE care_class
    ADD COLUMN weeks text NOT NULL DEFAULT 'EVERY' CHECK (weeks IN ('EVERY', 'A', 'B')),
    ADD COLUMN parity int CHECK (parity IN (0, 1)),
    ADD CHECK ((weeks = 'EVERY') = (parity IS NULL)),
    DROP CONSTRAINT care_class_group_free,
    DROP CONSTRAINT care_class_room_free,
    DROP CONSTRAINT care_class_teacher_free;
ALTER TABLE care_class
    ADD CONSTRAINT care_class_group_free EXCLUDE USING gist (
        group_id WITH =, weekday WITH =, daterange(first_day, last_day, '[]') WITH &&,
        int4range(coalesce(parity, 0), coalesce(parity, 1), '[]') WITH &&,
        numrange(extract(epoch FROM starts), extract(epoch FROM ends)) WITH &&),
    ADD CONSTRAINT care_class_room_free EXCLUDE USING gist (
        room_id WITH =, weekday WITH =, daterange(first_day, last_day, '[]') WITH &&,
        int4range(coalesce(parity, 0), coalesce(parity, 1), '[]') WITH &&,
        numrange(extract(epoch FROM starts), extract(epoch FROM ends)) WITH &&) WHERE (room_id IS NOT NULL),
    ADD CONSTRAINT care_class_teacher_free EXCLUDE USING gist (
        teacher_id WITH =, weekday WITH =, daterange(first_day, last_day, '[]') WITH &&,
        int4range(coalesce(parity, 0), coalesce(parity, 1), '[]') WITH &&,
        numrange(extract(epoch FROM starts), extract(epoch FROM ends)) WITH &&) WHERE (teacher_id IS NOT NULL);

-- What each guardian says about going home alone; one no is a no.
CREATE TABLE walk_alone (
    child_id    uuid        NOT NULL REFERENCES person,
    guardian_id uuid        NOT NULL,
    allowed     boolean     NOT NULL,
    at          timestamptz NOT NULL,
    PRIMARY KEY (child_id, guardian_id)
);
ALTER TABLE attendance
    DROP CONSTRAINT attendance_fetched_check,
    ADD CONSTRAINT attendance_fetched_check CHECK (fetched IN ('GUARDIAN', 'LISTED', 'PASS', 'ALONE'));
ALTER TABLE pick_up_attempt
    DROP CONSTRAINT pick_up_attempt_way_check,
    ADD CONSTRAINT pick_up_attempt_way_check CHECK (way IN ('GUARDIAN', 'LISTED', 'PASS', 'NAMED', 'ALONE'));

-- Pictures of an afternoon, and which children are on them.
CREATE TABLE care_photo (
    photo_id     uuid PRIMARY KEY REFERENCES photo,
    community_id uuid        NOT NULL,
    station_id   uuid        NOT NULL,
    day          date        NOT NULL,
    taken_by     uuid        NOT NULL,
    at           timestamptz NOT NULL
);
CREATE TABLE care_photo_child (
    photo_id uuid NOT NULL REFERENCES care_photo ON DELETE CASCADE,
    child_id uuid NOT NULL REFERENCES person,
    PRIMARY KEY (photo_id, child_id)
);
CREATE INDEX care_photo_by_child ON care_photo_child (child_id);

-- A guardian whom a court has limited does not act for the child: neither books nor reads what is booked.
ALTER TABLE guardianship ADD COLUMN limited boolean NOT NULL DEFAULT false;
UPDATE guardianship SET limited = true
FROM guardian_rights AS rights
WHERE rights.child_id = dependant_id AND rights.guardian_id = guardianship.guardian_id AND NOT rights.informed;
