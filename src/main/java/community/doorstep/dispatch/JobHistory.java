package community.doorstep.dispatch;

import com.fasterxml.jackson.annotation.JsonInclude;
import community.doorstep.catalog.Catalog;
import community.doorstep.catalog.Station;
import community.doorstep.shared.Caller;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Reach;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.Role;
import community.doorstep.shared.Rows;
import community.doorstep.shared.StationId;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A job's whole way, as its events tell it. */
@Component
class JobHistory {

    /**
     * One hop.
     *
     * @param actor who made it; left out when the house did
     * @param worker who has it in hand, or to whom it was offered
     * @param colleague to whom it is to be handed
     * @param stop at which of a run's doors, from 1
     * @param stations which were called to help; left out when none was
     * @param until when what was offered runs out, or the pause ends
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Hop(
            long version,
            String kind,
            JobState state,
            Instant at,
            StationBoard.@Nullable Who actor,
            StationBoard.@Nullable Who worker,
            StationBoard.@Nullable Who colleague,
            @Nullable Integer stop,
            @Nullable List<Where> stations,
            @Nullable Instant until,
            @Nullable PauseReason pausedFor,
            String cause) {}

    /** A station. */
    record Where(StationId id, String name) {}

    record History(JobId id, List<Hop> hops) {}

    private record HopRow(
            long version,
            HopKind kind,
            JobState state,
            Instant at,
            @Nullable PersonId actor,
            @Nullable PersonId worker,
            @Nullable PersonId colleague,
            @Nullable Integer stop,
            List<StationId> stations,
            @Nullable Instant until,
            @Nullable PauseReason pausedFor,
            HopCause cause) {}

    private final DatabaseClient database;
    private final StaffNames people;
    private final Catalog catalog;

    JobHistory(DatabaseClient database, StaffNames people, Catalog catalog) {
        this.database = database;
        this.people = people;
        this.catalog = catalog;
    }

    /** Every hop of a job; refuses {@code job-unknown} (404). */
    Mono<History> of(Caller caller, JobId job, Locale language) {
        return rows(Reach.of(caller, Role.STATION_LEAD, Role.OPERATOR), job)
                .collectList()
                .filter(hops -> !hops.isEmpty())
                .flatMap(hops -> told(job, hops, language))
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("job-unknown")));
    }

    private Flux<HopRow> rows(Reach reach, JobId job) {
        return reach.bind(database.sql("""
            SELECT event.version, event.kind, event.state, event.at, event.actor_id, event.worker_id,
                event.colleague_id, event.stop, event.stations, event.until, event.paused_for, event.cause,
                event.cause_en
            FROM job JOIN job_event AS event
                ON event.community_id = job.community_id AND event.job_id = job.id
            WHERE job.id = :job AND job.community_id = ANY(:communities)
              AND (job.community_id = ANY(:whole) OR job.station_id = ANY(:stations))
            ORDER BY event.version
            """).bind("job", job.value()))
                .map(JobHistory::row)
                .all();
    }

    private static HopRow row(Readable row) {
        HopKind kind = HopKind.valueOf(Rows.text(row, "kind"));
        String cause = Rows.text(row, "cause");
        String english = row.get("cause_en", String.class);
        return new HopRow(
                Rows.number(row, "version"),
                kind,
                JobState.valueOf(Rows.text(row, "state")),
                Rows.instant(row, "at"),
                JobRows.personOrNull(row, "actor_id"),
                JobRows.personOrNull(row, "worker_id"),
                JobRows.personOrNull(row, "colleague_id"),
                row.get("stop", Integer.class),
                JobRows.stations(row, "stations"),
                Rows.instantOrNull(row, "until"),
                JobRows.pauseOrNull(row, "paused_for"),
                english == null ? HopCause.of(kind, cause) : new HopCause(cause, english));
    }

    private Mono<History> told(JobId job, List<HopRow> hops, Locale language) {
        Stream<@Nullable PersonId> staff =
                hops.stream().flatMap(hop -> Stream.of(hop.actor(), hop.worker(), hop.colleague()));
        return Mono.zip(people.of(staff), stations(hops))
                .map(named -> new History(
                        job,
                        hops.stream()
                                .map(hop -> told(hop, named.getT1(), named.getT2(), language))
                                .toList()));
    }

    private Mono<Map<StationId, String>> stations(List<HopRow> hops) {
        return Flux.fromStream(
                        hops.stream().flatMap(hop -> hop.stations().stream()).distinct())
                .concatMap(id -> catalog.station(id).onErrorResume(Refusal.class, gone -> Mono.empty()))
                .collectMap(Station::id, Station::name);
    }

    private static Hop told(HopRow hop, Map<PersonId, String> names, Map<StationId, String> stations, Locale language) {
        return new Hop(
                hop.version(),
                hop.kind().name(),
                hop.state(),
                hop.at(),
                StationBoard.Who.of(names, hop.actor()),
                StationBoard.Who.of(names, hop.worker()),
                StationBoard.Who.of(names, hop.colleague()),
                hop.stop(),
                hop.stations().isEmpty()
                        ? null
                        : hop.stations().stream()
                                .map(id -> new Where(id, stations.getOrDefault(id, "")))
                                .toList(),
                hop.until(),
                hop.pausedFor(),
                hop.cause().in(language));
    }
}
