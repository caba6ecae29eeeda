-- Sheets that were handed in and looked through; written only when somebody confirms. content: the rows, sealed, gone when
-- it is done or late.
CREATE TABLE import_draft (
    id           uuid PRIMARY KEY,
    community_id uuid        NOT NULL,
    kind         text        NOT NULL CHECK (kind IN ('RESIDENTS', 'WORKERS', 'MENUS')),
    service_id   uuid,
    content      bytea,
    made_by      uuid        NOT NULL,
    made_at      timestamptz NOT NULL,
    expires_at   timestamptz NOT NULL,
    done_by      uuid,
    done_at      timestamptz,
    added        int         NOT NULL DEFAULT 0,
    known        int         NOT NULL DEFAULT 0
);
CREATE INDEX import_draft_late ON import_draft (expires_at) WHERE content IS NOT NULL;
