package community.doorstep.dispatch;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Seal;
import community.doorstep.shared.TimeSlot;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Writes new jobs with their stops, and opens those that were booked for later. */
@Component
class Posting {

    private static final String POST = """
        WITH job_moved AS (
            INSERT INTO job (community_id, id, station_id, resident_id, requested_by, skill, title, danger, ahead,
                stairs, unpopular, latitude, longitude, door, starts_at, promised_by, state, posted_at, audience,
                waiting_since, due_at, helps, at_station)
            SELECT :community, :job, :station, :resident, :requestedBy, :skill, :title, :danger,
                :urgent OR (:livesAlone AND coalesce(rules.alone_first, true)), :stairs, :unpopular, :latitude, :longitude,
                :door, :startsAt, :promisedBy, :state, :now, coalesce(rules.audience, 'ALL'),
                CASE WHEN :state = 'WAITING' THEN :now::timestamptz END,
                CASE WHEN :state = 'WAITING' THEN :now::timestamptz END, :helps, :atStation
            FROM (VALUES (1)) AS one (row)
            LEFT JOIN station_rules AS rules
                ON rules.community_id = :community AND rules.station_id = :station
            ON CONFLICT DO NOTHING
            RETURNING *)
        """ + JobSql.NOTED;

    private static final String OPEN = """
        WITH due AS (
            SELECT community_id, id FROM job
            WHERE state = 'PLANNED' AND starts_at <= :until
            ORDER BY starts_at LIMIT 200 FOR UPDATE SKIP LOCKED),
        job_moved AS (
            UPDATE job SET\
        """ + " " + JobSql.WAITING_AGAIN + """
            FROM due WHERE job.community_id = due.community_id AND job.id = due.id
            RETURNING job.*)
        """ + JobSql.NOTED;

    private static final String OTHER_TIME = """
        WHERE job.community_id = :community AND job.id = :job
          AND (job.starts_at, job.promised_by) IS DISTINCT FROM (:startsAt::timestamptz, :promisedBy::timestamptz)
        """;

    private static final String PLAN = JobSql.plannedAgain(OTHER_TIME + " AND job.state IN ('PLANNED', 'WAITING')");

    private static final String RETIME = """
        WITH job_moved AS (
            UPDATE job SET starts_at = :startsAt, promised_by = :promisedBy, due_at = :promisedBy,
                version = job.version + 1
        """ + OTHER_TIME + " AND job.state = 'ACCEPTED' RETURNING *)" + JobSql.NOTED;

    private final DatabaseClient database;
    private final Seal seal;
    private final JsonMapper json;
    private final Clock clock;

    Posting(DatabaseClient database, Seal seal, JsonMapper json, Clock clock) {
        this.database = database;
        this.seal = seal;
        this.json = json;
        this.clock = clock;
    }

    /** Empty when there is one with that id. */
    Mono<Job> post(NewJob job, JobState state, @Nullable JobId helps) {
        return insert(job, state, helps).delayUntil(posted -> stops(job));
    }

    private Mono<Job> insert(NewJob job, JobState state, @Nullable JobId helps) {
        DatabaseClient.GenericExecuteSpec insert = database.sql(POST)
                .bind("community", job.community().value())
                .bind("job", job.id().value())
                .bind("station", job.station().value())
                .bind("resident", job.resident().value())
                .bind("requestedBy", job.requestedBy().value())
                .bind("skill", job.skill())
                .bind("title", job.title())
                .bind("danger", job.need().danger())
                .bind("urgent", job.need().urgent())
                .bind("livesAlone", job.need().livesAlone())
                .bind("stairs", job.need().stairs())
                .bind("unpopular", job.need().unpopular())
                .bind("latitude", job.place().latitude())
                .bind("longitude", job.place().longitude())
                .bind("door", sealed(job.id(), job.door()))
                .bind("startsAt", job.startsAt())
                .bind("promisedBy", job.promisedBy())
                .bind("atStation", job.atStation())
                .bind("state", state.name())
                .bind("kind", HopKind.POSTED.name())
                .bind("cause", "")
                .bind("actor", job.requestedBy().value())
                .bind("at", clock.instant())
                .bind("now", clock.instant());
        return (helps == null ? insert.bindNull("helps", UUID.class) : insert.bind("helps", helps.value()))
                .map(JobRows::job)
                .one();
    }

    private Mono<Void> stops(NewJob job) {
        return Flux.fromStream(IntStream.range(0, job.stops().size()).boxed())
                .concatMap(index -> stop(job, index + 1, job.stops().get(index)))
                .then();
    }

    private Mono<Void> stop(NewJob job, int number, NewStop stop) {
        return database.sql("""
            INSERT INTO job_stop (community_id, job_id, number, reference, resident_id, latitude, longitude,
                door)
            VALUES (:community, :job, :number, :reference, :resident, :latitude, :longitude, :door)
            """)
                .bind("community", job.community().value())
                .bind("job", job.id().value())
                .bind("number", number)
                .bind("reference", stop.reference())
                .bind("resident", stop.resident().value())
                .bind("latitude", stop.place().latitude())
                .bind("longitude", stop.place().longitude())
                .bind("door", sealed(job.id(), stop.door()))
                .then();
    }

    private byte[] sealed(JobId job, Door door) {
        return seal.seal(json.writeValueAsString(door).getBytes(StandardCharsets.UTF_8), doorContext(job));
    }

    Door opened(JobId job, byte[] sealed) {
        return json.readValue(seal.open(sealed, doorContext(job)), Door.class);
    }

    /** Seals another door in the place of the one that it has. */
    Mono<Void> close(CommunityId community, JobId job, Door door) {
        return database.sql("UPDATE job SET door = :door WHERE community_id = :community AND id = :job")
                .bind("door", sealed(job, door))
                .bind("community", community.value())
                .bind("job", job.value())
                .then();
    }

    /** Opens planned jobs that begin before then; each is opened by one instance. */
    Flux<Job> open(Instant until) {
        return database.sql(OPEN)
                .bind("until", until)
                .bind("kind", HopKind.OPENED.name())
                .bindNull("actor", UUID.class)
                .bind("cause", "")
                .bind("at", clock.instant())
                .bind("now", clock.instant())
                .map(JobRows::job)
                .all();
    }

    /** For another time; empty when somebody has it in hand, or it is for that time already. */
    Mono<Job> plan(CommunityId community, JobId job, TimeSlot time) {
        return at(time, PLAN, community, job).map(JobRows::waitingAgain).one();
    }

    /** The same of one that a worker has taken: it stays in hand. */
    Mono<Job> retime(CommunityId community, JobId job, TimeSlot time) {
        return at(time, RETIME, community, job).map(JobRows::job).one();
    }

    private DatabaseClient.GenericExecuteSpec at(TimeSlot time, String statement, CommunityId community, JobId job) {
        return database.sql(statement)
                .bind("community", community.value())
                .bind("job", job.value())
                .bind("startsAt", time.start())
                .bind("promisedBy", time.end())
                .bind("kind", HopKind.RESCHEDULED.name())
                .bindNull("actor", UUID.class)
                .bind("cause", HopCause.BOOKING_MOVED)
                .bind("at", clock.instant())
                .bind("now", clock.instant());
    }

    private static String doorContext(JobId job) {
        return "job/" + job;
    }
}
