-- What happened to a child: append-only for the application; an error is put right by another entry that names it.
CREATE TABLE incident (
    community_id uuid        NOT NULL,
    id           uuid        NOT NULL,
    station_id   uuid        NOT NULL,
    child_id     uuid        NOT NULL REFERENCES person,
    kind         text        NOT NULL,
    at           timestamptz NOT NULL,
    -- What happened, what was done, who was told.
    sealed       bytea       NOT NULL,
    corrects     uuid,
    recorded_by  uuid        NOT NULL,
    recorded_at  timestamptz NOT NULL,
    PRIMARY KEY (community_id, id),
    FOREIGN KEY (community_id, corrects) REFERENCES incident (community_id, id)
);
CREATE INDEX incident_by_child ON incident (child_id, id);
CREATE INDEX incident_by_station ON incident (station_id, id);
