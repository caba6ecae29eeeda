-- 留样: what is kept of each dish for 48 hours, and how it was kept.
CREATE TABLE food_sample (
    community_id uuid        NOT NULL,
    id           uuid        NOT NULL,
    service_id   uuid        NOT NULL,
    station_id   uuid        NOT NULL,
    day          date        NOT NULL,
    dish         text        NOT NULL,
    grams        int         NOT NULL CHECK (grams > 0),
    fridge_tenth int         NOT NULL,
    taken_by     uuid        NOT NULL,
    taken_at     timestamptz NOT NULL,
    disposed_by  uuid,
    disposed_at  timestamptz,
    told_at      timestamptz,
    version      bigint      NOT NULL DEFAULT 1,
    PRIMARY KEY (community_id, id),
    UNIQUE (community_id, service_id, day, dish),
    CHECK ((disposed_by IS NULL) = (disposed_at IS NULL))
);
CREATE INDEX food_sample_kept ON food_sample (taken_at) WHERE disposed_at IS NULL;
