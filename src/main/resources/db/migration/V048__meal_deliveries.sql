-- Where a meal is carried to, sealed; run_id once it lies in a thermal box that a worker takes along.
CREATE TABLE meal_delivery (
    community_id uuid             NOT NULL,
    booking_id   uuid             NOT NULL,
    door         bytea            NOT NULL,
    latitude     double precision NOT NULL,
    longitude    double precision NOT NULL,
    run_id       uuid,
    box          int,
    stop         int,
    PRIMARY KEY (community_id, booking_id)
);
CREATE UNIQUE INDEX meal_delivery_by_booking ON meal_delivery (booking_id);
CREATE INDEX meal_delivery_waiting ON meal_delivery (community_id) WHERE run_id IS NULL;
