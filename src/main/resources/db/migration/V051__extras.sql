-- What is added at the door has a price in this list: parts, and labour by the piece or hour.
CREATE TABLE work_item (
    community_id uuid    NOT NULL REFERENCES community,
    id           uuid    NOT NULL,
    kind         text    NOT NULL CHECK (kind IN ('PART', 'LABOUR')),
    name         text    NOT NULL,
    unit         text    NOT NULL,
    price_fen    bigint  NOT NULL CHECK (price_fen BETWEEN 0 AND 10000000),
    active       boolean NOT NULL DEFAULT true,
    version      bigint  NOT NULL DEFAULT 1,
    PRIMARY KEY (community_id, id),
    UNIQUE (community_id, name)
);
CREATE UNIQUE INDEX work_item_by_id ON work_item (id);

CREATE TABLE part_stock (
    community_id uuid NOT NULL,
    station_id   uuid NOT NULL,
    item_id      uuid NOT NULL,
    on_hand      int  NOT NULL CHECK (on_hand >= 0),
    PRIMARY KEY (community_id, station_id, item_id),
    FOREIGN KEY (community_id, item_id) REFERENCES work_item (community_id, id)
);

-- Each change of a stock, append-only for the application; their sum is what is on hand.
CREATE TABLE part_movement (
    community_id uuid        NOT NULL,
    id           uuid        NOT NULL,
    station_id   uuid        NOT NULL,
    item_id      uuid        NOT NULL,
    change       int         NOT NULL CHECK (change <> 0),
    cause        text        NOT NULL CHECK (cause IN ('RECEIVED', 'COUNTED', 'TAKEN', 'RETURNED')),
    reference    uuid,
    actor_id     uuid,
    at           timestamptz NOT NULL,
    PRIMARY KEY (community_id, id)
);
CREATE INDEX part_movement_by_station ON part_movement (station_id, id);

-- Parts and labour that a worker offers at the door; nothing is due before the resident's own people approve it.
CREATE TABLE extra_offer (
    community_id   uuid        NOT NULL,
    id             uuid        NOT NULL,
    call_id        uuid        NOT NULL,
    station_id     uuid        NOT NULL,
    beneficiary_id uuid        NOT NULL,
    worker_id      uuid        NOT NULL,
    state          text        NOT NULL CHECK (state IN ('OFFERED', 'APPROVED', 'DECLINED', 'WITHDRAWN')),
    total_fen      bigint      NOT NULL CHECK (total_fen >= 0),
    tries          int         NOT NULL DEFAULT 0,
    offered_at     timestamptz NOT NULL,
    decided_at     timestamptz,
    decided_by     uuid,
    decided_how    text CHECK (decided_how IN ('PHONE', 'CODE', 'FREE')),
    paid_at        timestamptz,
    version        bigint      NOT NULL DEFAULT 1,
    PRIMARY KEY (community_id, id),
    CHECK ((state = 'OFFERED') = (decided_at IS NULL)),
    CHECK (paid_at IS NULL OR state = 'APPROVED')
);
CREATE UNIQUE INDEX extra_offer_by_id ON extra_offer (id);
CREATE INDEX extra_offer_by_call ON extra_offer (call_id, id);
CREATE UNIQUE INDEX extra_offer_open ON extra_offer (call_id) WHERE state = 'OFFERED';

-- As it was when it was offered.
CREATE TABLE extra_line (
    offer_id  uuid   NOT NULL,
    item_id   uuid   NOT NULL,
    kind      text   NOT NULL,
    name      text   NOT NULL,
    unit      text   NOT NULL,
    quantity  int    NOT NULL CHECK (quantity BETWEEN 1 AND 99),
    price_fen bigint NOT NULL,
    PRIMARY KEY (offer_id, item_id)
);
