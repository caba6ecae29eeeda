-- How a station answers its jobs: mode, places, escalation, hours, shares; the columns beside it are read in statements.
CREATE TABLE station_rules (
    community_id   uuid   NOT NULL,
    station_id     uuid   NOT NULL,
    rules          jsonb  NOT NULL,
    places         int    NOT NULL GENERATED ALWAYS AS ((rules ->> 'places')::int) STORED
        CHECK (places BETWEEN 1 AND 20),
    audience       text   NOT NULL GENERATED ALWAYS AS
        (CASE WHEN rules ->> 'mode' = 'BROADCAST' THEN 'ALL' ELSE 'OFFERED' END) STORED,
    alone_first    boolean NOT NULL GENERATED ALWAYS AS ((rules ->> 'aloneFirst')::boolean) STORED,
    share_fen      bigint NOT NULL GENERATED ALWAYS AS ((rules ->> 'shareFen')::bigint) STORED
        CHECK (share_fen >= 0),
    stop_share_fen bigint NOT NULL GENERATED ALWAYS AS ((rules ->> 'stopShareFen')::bigint) STORED
        CHECK (stop_share_fen >= 0),
    version        bigint NOT NULL DEFAULT 1,
    PRIMARY KEY (community_id, station_id),
    FOREIGN KEY (community_id, station_id) REFERENCES station (community_id, id)
);

-- seen_at: the phone's last sign of life.
ALTER TABLE worker_shift
    ADD COLUMN on_break boolean     NOT NULL DEFAULT false,
    ADD COLUMN seen_at  timestamptz NOT NULL DEFAULT now(),
    ADD CHECK (on_duty OR NOT on_break);
CREATE INDEX worker_shift_seen ON worker_shift (seen_at) WHERE on_duty;
CREATE INDEX worker_shift_position ON worker_shift (position_at) WHERE position_at IS NOT NULL;

-- When workers really were on duty; why a duty ended: OFF (said so), MOVED (to another station), SILENT (the phone).
CREATE TABLE worker_duty (
    community_id uuid        NOT NULL,
    worker_id    uuid        NOT NULL,
    station_id   uuid        NOT NULL,
    began_at     timestamptz NOT NULL,
    ended_at     timestamptz,
    ended_why    text CHECK (ended_why IN ('OFF', 'MOVED', 'SILENT')),
    PRIMARY KEY (community_id, worker_id, began_at),
    CHECK ((ended_at IS NULL) = (ended_why IS NULL))
);
CREATE UNIQUE INDEX worker_duty_open ON worker_duty (worker_id) WHERE ended_at IS NULL;
CREATE INDEX worker_duty_by_station ON worker_duty (community_id, station_id, began_at);
INSERT INTO worker_duty (community_id, worker_id, station_id, began_at)
SELECT community_id, worker_id, station_id, since FROM worker_shift WHERE on_duty;

-- When workers are to be on duty.
CREATE TABLE worker_plan (
    community_id uuid        NOT NULL,
    id           uuid        NOT NULL,
    station_id   uuid        NOT NULL,
    worker_id    uuid        NOT NULL,
    starts_at    timestamptz NOT NULL,
    ends_at      timestamptz NOT NULL,
    note         text        NOT NULL DEFAULT '',
    planned_by   uuid        NOT NULL,
    planned_at   timestamptz NOT NULL,
    withdrawn_at timestamptz,
    PRIMARY KEY (community_id, id),
    CHECK (starts_at < ends_at),
    FOREIGN KEY (community_id, station_id) REFERENCES station (community_id, id)
);
CREATE INDEX worker_plan_by_station ON worker_plan (community_id, station_id, starts_at) WHERE withdrawn_at IS NULL;
CREATE INDEX worker_plan_by_worker ON worker_plan (worker_id, starts_at) WHERE withdrawn_at IS NULL;

-- Work that one instance does at a time: who holds it, and until when by PostgreSQL's clock.
CREATE TABLE lease (
    name   text PRIMARY KEY,
    holder uuid        NOT NULL,
    until  timestamptz NOT NULL
);
