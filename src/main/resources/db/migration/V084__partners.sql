-- Partner merchants 合作商户: stations of their own kind, whose people are the merchant's. Neither do they answer for
-- their neighbours, nor their neighbours for them.
ALTER TABLE station
    ADD COLUMN kind text NOT NULL DEFAULT 'SERVICE' CHECK (kind IN ('SERVICE', 'PARTNER'));

-- ERRAND 代办: what somebody asks for is made ready, and handed over at the counter or at their door.
ALTER TABLE service
    DROP CONSTRAINT service_kind_check,
    ADD CONSTRAINT service_kind_check CHECK (kind IN ('CARE', 'MEAL', 'REPAIR', 'ERRAND', 'OTHER'));
ALTER TABLE budget
    DROP CONSTRAINT budget_purpose_check,
    ADD CONSTRAINT budget_purpose_check CHECK (purpose IN ('ANY', 'CARE', 'MEAL', 'REPAIR', 'ERRAND', 'OTHER'));

-- A booking of such a service that was heard of. details: what is asked for and the door, sealed; null when only its end
-- is known, or when the person is forgotten. making_job: where another station carries it, the job of making it ready;
-- the job at the door, or at the counter, has the booking's own id.
CREATE TABLE errand (
    community_id   uuid        NOT NULL,
    booking_id     uuid        NOT NULL,
    state          text        NOT NULL CHECK (state IN ('ASKED', 'READY', 'DONE', 'UNMET', 'CANCELLED')),
    heard_at       timestamptz NOT NULL,
    station_id     uuid,
    service_id     uuid,
    beneficiary_id uuid,
    booked_by      uuid,
    handed_over    text CHECK (handed_over IN ('COUNTER', 'DOOR')),
    carrier_id     uuid,
    making_job     uuid,
    promised_by    timestamptz,
    details        bytea,
    ready_at       timestamptz,
    done_at        timestamptz,
    PRIMARY KEY (community_id, booking_id),
    CHECK ((carrier_id IS NULL) = (making_job IS NULL)),
    CHECK (carrier_id IS NULL OR handed_over = 'DOOR')
);
CREATE UNIQUE INDEX errand_by_id ON errand (booking_id);
CREATE UNIQUE INDEX errand_by_making ON errand (community_id, making_job) WHERE making_job IS NOT NULL;
CREATE INDEX errand_by_beneficiary ON errand (beneficiary_id, booking_id);
