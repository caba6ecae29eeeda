package community.doorstep.partners;

import community.doorstep.catalog.ErrandTerms.HandedOver;
import community.doorstep.catalog.ServiceId;
import community.doorstep.shared.Binding;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Ids;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Rows;
import community.doorstep.shared.Seal;
import community.doorstep.shared.StationId;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** The table of errands. What was asked for is sealed; rows without it are nobody's any more. */
@Component
class ErrandRows {

    private static final String COLUMNS = """
        community_id, booking_id, station_id, service_id, beneficiary_id, booked_by, state, handed_over, carrier_id,
        making_job, promised_by, details, heard_at, ready_at, done_at
        """;

    private final DatabaseClient database;
    private final Seal seal;
    private final JsonMapper json;

    ErrandRows(DatabaseClient database, Seal seal, JsonMapper json) {
        this.database = database;
        this.seal = seal;
        this.json = json;
    }

    /** False when the booking was heard of before, be it that it is off. */
    Mono<Boolean> add(Errand errand) {
        StationId carrier = errand.carrier();
        var insert = database.sql("""
            INSERT INTO errand (community_id, booking_id, state, heard_at, station_id, service_id, beneficiary_id,
                booked_by, handed_over, carrier_id, making_job, promised_by, details)
            VALUES (:community, :id, 'ASKED', :heard, :station, :service, :beneficiary,
                :bookedBy, :handedOver, :carrier, :making, :promisedBy, :details)
            ON CONFLICT DO NOTHING
            """)
                .bind("community", errand.community().value())
                .bind("id", errand.id())
                .bind("heard", errand.heardAt())
                .bind("station", errand.station().value())
                .bind("service", errand.service().value())
                .bind("beneficiary", errand.beneficiary().value())
                .bind("bookedBy", errand.bookedBy().value())
                .bind("handedOver", errand.handedOver().name())
                .bind("promisedBy", errand.promisedBy())
                .bind("details", seal.seal(json.writeValueAsBytes(errand.details()), context(errand.id())));
        insert = Binding.orNull(insert, "carrier", carrier == null ? null : carrier.value(), UUID.class);
        return Binding.orNull(insert, "making", errand.makingJob(), UUID.class)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    /** It is off, even if it was never heard of: then a confirmation that comes late changes nothing. */
    Mono<Void> cancelled(CommunityId community, UUID id, Instant now) {
        return database.sql("""
            INSERT INTO errand (community_id, booking_id, state, heard_at) VALUES (:community, :id, 'CANCELLED', :now)
            ON CONFLICT (community_id, booking_id) DO UPDATE SET state = 'CANCELLED'
            WHERE errand.state IN ('ASKED', 'READY')
            """)
                .bind("community", community.value())
                .bind("id", id)
                .bind("now", now)
                .then();
    }

    /** Empty when it is ready or has ended, or was not heard of yet. */
    Mono<Errand> moved(CommunityId community, UUID id, Instant promisedBy) {
        return database.sql("""
            UPDATE errand SET promised_by = :promisedBy
            WHERE community_id = :community AND booking_id = :id AND state = 'ASKED' AND details IS NOT NULL
            RETURNING
            """ + COLUMNS)
                .bind("promisedBy", promisedBy)
                .bind("community", community.value())
                .bind("id", id)
                .map(this::errand)
                .one();
    }

    /** By the job at the counter, or that of making it ready; empty when it changed nothing. */
    Mono<Errand> ready(CommunityId community, UUID job, Instant at) {
        return database.sql("""
            UPDATE errand SET state = 'READY', ready_at = :at
            WHERE community_id = :community AND state = 'ASKED' AND details IS NOT NULL
              AND (making_job = :job OR booking_id = :job AND handed_over = 'COUNTER')
            RETURNING
            """ + COLUMNS)
                .bind("at", at)
                .bind("community", community.value())
                .bind("job", job)
                .map(this::errand)
                .one();
    }

    /** False when it changed nothing: it has ended, or is none. */
    Mono<Boolean> ended(CommunityId community, UUID id, ErrandState end, Instant at) {
        return database.sql("""
            UPDATE errand SET state = :end, done_at = CASE WHEN :end = 'DONE' THEN :at::timestamptz END
            WHERE community_id = :community AND booking_id = :id AND state IN ('ASKED', 'READY')
            """)
                .bind("end", end.name())
                .bind("at", at)
                .bind("community", community.value())
                .bind("id", id)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    /** The job of making it ready, if there is one. */
    Mono<UUID> making(CommunityId community, UUID id) {
        return database.sql("""
            SELECT making_job FROM errand
            WHERE community_id = :community AND booking_id = :id AND making_job IS NOT NULL
            """)
                .bind("community", community.value())
                .bind("id", id)
                .map(row -> Rows.uuid(row, "making_job"))
                .one();
    }

    Mono<Errand> in(CommunityId community, UUID id) {
        return database.sql("SELECT " + COLUMNS + """
            FROM errand WHERE community_id = :community AND booking_id = :id AND details IS NOT NULL
            """)
                .bind("community", community.value())
                .bind("id", id)
                .map(this::errand)
                .one();
    }

    /** For one of these people. */
    Mono<Errand> ofPeople(UUID id, Collection<PersonId> people) {
        return database.sql("SELECT " + COLUMNS + """
            FROM errand WHERE booking_id = :id AND beneficiary_id = ANY(:people) AND details IS NOT NULL
            """)
                .bind("id", id)
                .bind("people", Ids.array(people, PersonId::value))
                .map(this::errand)
                .one();
    }

    Flux<Errand> of(PersonId person) {
        return database.sql("SELECT " + COLUMNS + """
            FROM errand WHERE beneficiary_id = :person AND details IS NOT NULL ORDER BY booking_id
            """)
                .bind("person", person.value())
                .map(this::errand)
                .all();
    }

    private Errand errand(Readable row) {
        UUID id = Rows.uuid(row, "booking_id");
        UUID carrier = row.get("carrier_id", UUID.class);
        return new Errand(
                id,
                new CommunityId(Rows.uuid(row, "community_id")),
                new StationId(Rows.uuid(row, "station_id")),
                new ServiceId(Rows.uuid(row, "service_id")),
                new PersonId(Rows.uuid(row, "beneficiary_id")),
                new PersonId(Rows.uuid(row, "booked_by")),
                ErrandState.valueOf(Rows.text(row, "state")),
                HandedOver.valueOf(Rows.text(row, "handed_over")),
                carrier == null ? null : new StationId(carrier),
                row.get("making_job", UUID.class),
                Rows.instant(row, "promised_by"),
                json.readValue(seal.open(Rows.get(row, "details", byte[].class), context(id)), ErrandDetails.class),
                Rows.instant(row, "heard_at"),
                Rows.instantOrNull(row, "ready_at"),
                Rows.instantOrNull(row, "done_at"));
    }

    private static String context(UUID errand) {
        return "errand/" + errand;
    }
}
