package community.doorstep.repair;

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
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** The table of repair calls. What was said is sealed. */
@Component
class RepairRows {

    private static final String SELECT = """
        SELECT community_id, booking_id, station_id, service_id, beneficiary_id, booked_by, root_id, state, details,
               heard_at, starts_at, worker_id, done_at
        FROM repair_call
        """;

    private final DatabaseClient database;
    private final Homes homes;
    private final Seal seal;
    private final JsonMapper json;

    RepairRows(DatabaseClient database, Homes homes, Seal seal, JsonMapper json) {
        this.database = database;
        this.homes = homes;
        this.seal = seal;
        this.json = json;
    }

    /** False when the call was heard of before, or its fault has a visit under way. */
    Mono<Boolean> add(RepairCall call, @Nullable PersonId wanted) {
        RepairDetails said = call.details();
        var insert = database.sql("""
            INSERT INTO repair_call (community_id, booking_id, state, heard_at, station_id, service_id,
                beneficiary_id, booked_by, root_id, wanted_worker, category, priority, starts_at, details,
                home, riser)
            VALUES (:community, :id, 'POSTED', :heard, :station, :service,
                :beneficiary, :bookedBy, :root, :wanted, :category, :priority, :starts, :details,
                :home, :riser)
            ON CONFLICT DO NOTHING
            """)
                .bind("community", call.community().value())
                .bind("id", call.id())
                .bind("heard", call.heardAt())
                .bind("station", call.station().value())
                .bind("service", call.service())
                .bind("beneficiary", call.beneficiary().value())
                .bind("bookedBy", call.bookedBy().value())
                .bind("category", said.category().name())
                .bind("priority", said.priority())
                .bind("starts", call.startsAt())
                .bind("details", seal.seal(json.writeValueAsBytes(said), context(call.id())))
                .bind("home", homes.home(call.community(), said));
        insert = Binding.orNull(insert, "root", call.root(), UUID.class);
        insert = Binding.orNull(insert, "wanted", wanted == null ? null : wanted.value(), UUID.class);
        return Binding.orNull(insert, "riser", homes.riser(call.community(), said), String.class)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    /** A call for one of these people. */
    Mono<RepairCall> ofPeople(UUID id, Collection<PersonId> people) {
        return database.sql(SELECT + "WHERE booking_id = :id AND beneficiary_id = ANY(:people) AND details IS NOT NULL")
                .bind("id", id)
                .bind("people", Ids.array(people, PersonId::value))
                .map(this::call)
                .one();
    }

    /** Newest first. */
    Flux<RepairCall> ofPeople(Collection<PersonId> people, UUID before, int most) {
        return database.sql(SELECT + """
            WHERE beneficiary_id = ANY(:people) AND booking_id < :before AND details IS NOT NULL
            ORDER BY booking_id DESC LIMIT :most
            """)
                .bind("people", Ids.array(people, PersonId::value))
                .bind("before", before)
                .bind("most", most)
                .map(this::call)
                .all();
    }

    /** A call in one of these communities. */
    Mono<RepairCall> in(UUID[] communities, UUID id) {
        return database.sql(
                        SELECT + "WHERE booking_id = :id AND community_id = ANY(:communities) AND details IS NOT NULL")
                .bind("id", id)
                .bind("communities", communities)
                .map(this::call)
                .one();
    }

    /** These people's calls in these communities, newest first. */
    Flux<RepairCall> in(UUID[] communities, Collection<PersonId> people, int most) {
        return database.sql(SELECT + """
            WHERE beneficiary_id = ANY(:people) AND community_id = ANY(:communities)
              AND details IS NOT NULL
            ORDER BY booking_id DESC LIMIT :most
            """)
                .bind("people", Ids.array(people, PersonId::value))
                .bind("communities", communities)
                .bind("most", most)
                .map(this::call)
                .all();
    }

    /** What else was wrong in the same home, newest first. */
    Flux<RepairCall> sameHome(RepairCall call, int most) {
        return database.sql(SELECT + """
            WHERE community_id = :community AND booking_id <> :id
              AND home = (SELECT home FROM repair_call WHERE booking_id = :id)
              AND state <> 'CANCELLED' AND details IS NOT NULL
            ORDER BY heard_at DESC LIMIT :most
            """)
                .bind("community", call.community().value())
                .bind("id", call.id())
                .bind("most", most)
                .map(this::call)
                .all();
    }

    /** Done by that worker; false when it was not open. */
    Mono<Boolean> done(CommunityId community, UUID id, PersonId worker, Instant at) {
        return database.sql("""
            UPDATE repair_call SET state = 'DONE', worker_id = :worker, done_at = :at
            WHERE community_id = :community AND booking_id = :id AND state = 'POSTED'
            """)
                .bind("worker", worker.value())
                .bind("at", at)
                .bind("community", community.value())
                .bind("id", id)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    /** The worker for whom the open call is meant. */
    /** False when it has ended, or was not heard of yet. */
    Mono<Boolean> moved(CommunityId community, UUID id, Instant startsAt) {
        return database.sql("""
            UPDATE repair_call SET starts_at = :startsAt
            WHERE community_id = :community AND booking_id = :id AND state = 'POSTED'
            """)
                .bind("startsAt", startsAt)
                .bind("community", community.value())
                .bind("id", id)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    Mono<PersonId> wanted(CommunityId community, UUID id) {
        return database.sql("""
            SELECT wanted_worker FROM repair_call
            WHERE community_id = :community AND booking_id = :id AND state = 'POSTED'
              AND wanted_worker IS NOT NULL
            """)
                .bind("community", community.value())
                .bind("id", id)
                .map(row -> new PersonId(Rows.uuid(row, "wanted_worker")))
                .one();
    }

    RepairCall call(Readable row) {
        UUID id = Rows.uuid(row, "booking_id");
        UUID worker = row.get("worker_id", UUID.class);
        return new RepairCall(
                id,
                new CommunityId(Rows.uuid(row, "community_id")),
                new StationId(Rows.uuid(row, "station_id")),
                Rows.uuid(row, "service_id"),
                new PersonId(Rows.uuid(row, "beneficiary_id")),
                new PersonId(Rows.uuid(row, "booked_by")),
                row.get("root_id", UUID.class),
                CallState.valueOf(Rows.text(row, "state")),
                opened(id, Rows.get(row, "details", byte[].class)),
                Rows.instant(row, "heard_at"),
                Rows.instant(row, "starts_at"),
                worker == null ? null : new PersonId(worker),
                Rows.instantOrNull(row, "done_at"));
    }

    RepairDetails opened(UUID call, byte[] details) {
        return json.readValue(seal.open(details, context(call)), RepairDetails.class);
    }

    private static String context(UUID call) {
        return "repair/" + call;
    }
}
