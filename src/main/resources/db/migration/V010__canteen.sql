-- What a meal service serves on a day; dishes in the order of the menu, each with its allergens and diet marks.
CREATE TABLE menu (
    community_id uuid        NOT NULL,
    service_id   uuid        NOT NULL,
    day          date        NOT NULL,
    dishes       jsonb       NOT NULL,
    version      bigint      NOT NULL DEFAULT 1,
    set_by       uuid        NOT NULL,
    set_at       timestamptz NOT NULL,
    PRIMARY KEY (community_id, service_id, day),
    FOREIGN KEY (community_id, service_id) REFERENCES service (community_id, id)
);
