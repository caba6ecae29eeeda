-- A community's funds 资金. Price books and budgets name them by code, which never changes.
CREATE TABLE fund (
    community_id uuid        NOT NULL REFERENCES community,
    id           uuid        NOT NULL,
    code         text        NOT NULL,
    kind         text        NOT NULL CHECK (kind IN ('SEED', 'GOVERNANCE', 'CHARITY', 'CITY', 'OTHER')),
    name_zh      text        NOT NULL,
    name_en      text        NOT NULL,
    version      bigint      NOT NULL DEFAULT 1,
    created_by   uuid        NOT NULL,
    created_at   timestamptz NOT NULL,
    PRIMARY KEY (community_id, id),
    UNIQUE (community_id, code)
);

INSERT INTO fund (community_id, id, code, kind, name_zh, name_en, created_by, created_at)
SELECT DISTINCT ON (community_id, fund) community_id, gen_random_uuid(), fund,
       CASE WHEN fund IN ('seed', 'governance', 'charity', 'city') THEN upper(fund) ELSE 'OTHER' END,
       fund, fund, created_by, created_at
FROM budget
ORDER BY community_id, fund, created_at;

-- version: counts what admins change, never what bookings take. alerted_percent: the highest threshold that was told.
ALTER TABLE budget
    ADD COLUMN version         bigint NOT NULL DEFAULT 1,
    ADD COLUMN alerted_percent int    NOT NULL DEFAULT 0 CHECK (alerted_percent IN (0, 80, 95)),
    ADD FOREIGN KEY (community_id, fund) REFERENCES fund (community_id, code);

-- Forecasts and simulations read charges by their time. A block range index costs a booking nothing.
CREATE INDEX charge_in_time ON charge USING brin (at timestamptz_minmax_multi_ops, day date_minmax_multi_ops);
