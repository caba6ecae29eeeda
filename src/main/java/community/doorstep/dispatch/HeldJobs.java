package community.doorstep.dispatch;

import community.doorstep.shared.Ids;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Rows;
import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What a worker holds, with the doors opened. */
@Component
class HeldJobs {

    /** A job with its door, its stops and what is due at them, for the worker who holds it. */
    record Held(Job job, Door door, List<Stop> stops, List<Due> dues) {

        /** A place, and nobody's door. */
        boolean inTheStreet() {
            return door.address() == null;
        }
    }

    /** Most jobs have one door where nothing is due: they need not be asked for more. */
    private record Row(Held held, boolean hasStops, boolean hasDues) {}

    /** A job that a worker says to hold, who may work in these communities. */
    record Asked(JobId job, PersonId worker, List<UUID> communities) {}

    private record Place(Asked asked, UUID community) {}

    private static final String COLUMNS = "SELECT door, " + JobRows.COLUMNS + """
        , EXISTS (
            SELECT 1 FROM job_stop AS stop
            WHERE stop.community_id = job.community_id AND stop.job_id = job.id) AS has_stops,
          EXISTS (
            SELECT 1 FROM door_due AS due
            WHERE due.community_id = job.community_id AND due.job_id = job.id AND due.open) AS has_dues
        """;

    private static final String OF_WORKER = COLUMNS + """
        FROM job
        WHERE worker_id = :worker AND worker_community_id = ANY(:communities)
          AND state IN ('ACCEPTED', 'ARRIVED', 'PAUSED')
        ORDER BY rank, id
        """;

    /** Looked up job by job ({@code OFFSET 0} keeps it so), never by reading all that is in somebody's hands. */
    private static final String EACH = COLUMNS + """
        FROM unnest(:jobs, :workers, :communities) AS asked (job_id, worker_id, community_id)
        CROSS JOIN LATERAL (
            SELECT * FROM job
            WHERE job.id = asked.job_id AND job.worker_id = asked.worker_id
              AND job.worker_community_id = asked.community_id AND state IN ('ACCEPTED', 'ARRIVED', 'PAUSED')
            OFFSET 0) AS job
        """;

    private final DatabaseClient database;
    private final Posting posting;
    private final Stops stops;
    private final DueAtDoors due;

    HeldJobs(DatabaseClient database, Posting posting, Stops stops, DueAtDoors due) {
        this.database = database;
        this.posting = posting;
        this.stops = stops;
        this.due = due;
    }

    /** In hand or paused, wherever the worker may work. */
    Flux<Held> of(UUID[] communities, PersonId worker) {
        return read(database.sql(OF_WORKER).bind("communities", communities).bind("worker", worker.value()));
    }

    /** Those of the jobs that are held by who says so. */
    Flux<Held> each(List<Asked> asked) {
        List<Place> places = asked.stream()
                .flatMap(one -> one.communities().stream().map(community -> new Place(one, community)))
                .toList();
        return read(database.sql(EACH)
                .bind("jobs", Ids.array(places, place -> place.asked().job().value()))
                .bind(
                        "workers",
                        Ids.array(places, place -> place.asked().worker().value()))
                .bind("communities", Ids.array(places, Place::community)));
    }

    private Flux<Held> read(DatabaseClient.GenericExecuteSpec statement) {
        return statement
                .map(row -> new Row(
                        opened(row),
                        Rows.get(row, "has_stops", Boolean.class),
                        Rows.get(row, "has_dues", Boolean.class)))
                .all()
                .concatMap(this::whole);
    }

    private Mono<Held> whole(Row row) {
        Held held = row.held();
        Mono<List<Stop>> doors = row.hasStops() ? stops.of(held.job()).collectList() : Mono.just(List.of());
        Mono<List<Due>> dues = row.hasDues() ? due.of(held.job()).collectList() : Mono.just(List.of());
        return doors.zipWhen(all -> dues).map(found -> new Held(held.job(), held.door(), found.getT1(), found.getT2()));
    }

    /** Of a row with its door; stops and dues are left out. */
    Held opened(Readable row) {
        Job job = JobRows.job(row);
        return new Held(job, posting.opened(job.id(), Rows.get(row, "door", byte[].class)), List.of(), List.of());
    }
}
