package community.doorstep.dispatch;

import com.fasterxml.jackson.annotation.JsonInclude;
import community.doorstep.identity.Contact;
import community.doorstep.identity.People;
import community.doorstep.shared.Caller;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Reach;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.Role;
import community.doorstep.shared.Rows;
import community.doorstep.shared.StationId;
import community.doorstep.workforce.Shift;
import community.doorstep.workforce.Shifts;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What a station's lead and its operators see: the whole queue, who is on duty, and a job's way so far. */
@Component
class StationBoard {

    private static final int OPEN_SHOWN = 500;

    /** Someone of the staff. */
    record Who(PersonId id, String name) {}

    /** @param rung how far it has come while it waits; left out while nobody but those on duty knows of it */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record OpenJob(
            StationId stationId,
            JobCard job,
            @Nullable Who worker,
            @Nullable Rung rung) {}

    record OnDuty(StationId stationId, Who worker, Instant since, Set<String> skills) {}

    record Queue(List<OpenJob> jobs, List<OnDuty> onDuty) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Hop(
            long version,
            String kind,
            JobState state,
            Instant at,
            @Nullable Who actor,
            @Nullable Who worker,
            String cause) {}

    record History(JobId id, List<Hop> hops) {}

    private record Standing(Job job, int height) {

        @Nullable
        Rung rung() {
            boolean climbed = job.state() == JobState.WAITING && height > Rung.RECEIVED.height();
            return climbed ? Rung.values()[height - 1] : null;
        }
    }

    private record HopRow(
            long version,
            String kind,
            JobState state,
            Instant at,
            @Nullable PersonId actor,
            @Nullable PersonId worker,
            String cause) {}

    private final DatabaseClient database;
    private final Shifts shifts;
    private final People people;

    StationBoard(DatabaseClient database, Shifts shifts, People people) {
        this.database = database;
        this.shifts = shifts;
        this.people = people;
    }

    Mono<Queue> queue(Caller caller, @Nullable StationId station) {
        Reach reach = Reach.of(caller, Role.STATION_LEAD, Role.OPERATOR);
        UUID only = station == null ? null : station.value();
        return Mono.zip(open(reach, only), shifts.at(reach, only).collectList())
                .flatMap(both -> named(both.getT1(), both.getT2()));
    }

    private Mono<List<Standing>> open(Reach reach, @Nullable UUID station) {
        return reach.bind(
                        database.sql("SELECT job.rung, " + JobRows.COLUMNS + """
                            FROM job
                            WHERE ended_at IS NULL AND community_id = ANY(:communities)
                              AND (community_id = ANY(:whole) OR station_id = ANY(:stations))
                              AND (:station::uuid IS NULL OR station_id = :station)
                            ORDER BY rank, id LIMIT :most
                            """)
                                .bind("most", OPEN_SHOWN),
                        station)
                .map(row -> new Standing(JobRows.job(row), Rows.get(row, "rung", Integer.class)))
                .all()
                .collectList();
    }

    private Mono<Queue> named(List<Standing> jobs, List<Shift> onDuty) {
        Stream<@Nullable PersonId> staff = Stream.concat(
                jobs.stream().map(standing -> standing.job().worker()),
                onDuty.stream().map(Shift::worker));
        return names(staff)
                .map(names -> new Queue(
                        jobs.stream().map(standing -> open(standing, names)).toList(),
                        onDuty.stream()
                                .map(shift -> new OnDuty(
                                        shift.at().station(),
                                        new Who(shift.worker(), names.getOrDefault(shift.worker(), "")),
                                        shift.since(),
                                        shift.skills()))
                                .toList()));
    }

    private static OpenJob open(Standing standing, Map<PersonId, String> names) {
        Job job = standing.job();
        return new OpenJob(job.at().station(), job.card(), who(names, job.worker()), standing.rung());
    }

    /** Every hop of a job; refuses {@code job-unknown} (404). */
    Mono<History> history(Caller caller, JobId job) {
        Reach reach = Reach.of(caller, Role.STATION_LEAD, Role.OPERATOR);
        return reach.bind(database.sql("""
            SELECT event.version, event.kind, event.state, event.at, event.actor_id, event.worker_id,
                event.cause
            FROM job JOIN job_event AS event
                ON event.community_id = job.community_id AND event.job_id = job.id
            WHERE job.id = :job AND job.community_id = ANY(:communities)
              AND (job.community_id = ANY(:whole) OR job.station_id = ANY(:stations))
              AND :station::uuid IS NULL
            ORDER BY event.version
            """).bind("job", job.value()), null)
                .map(row -> new HopRow(
                        Rows.number(row, "version"),
                        Rows.text(row, "kind"),
                        JobState.valueOf(Rows.text(row, "state")),
                        Rows.instant(row, "at"),
                        JobRows.personOrNull(row, "actor_id"),
                        JobRows.personOrNull(row, "worker_id"),
                        Rows.text(row, "cause")))
                .all()
                .collectList()
                .filter(hops -> !hops.isEmpty())
                .flatMap(hops -> told(job, hops))
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("job-unknown")));
    }

    private Mono<History> told(JobId job, List<HopRow> hops) {
        return names(hops.stream().flatMap(hop -> Stream.of(hop.actor(), hop.worker())))
                .map(names -> new History(
                        job, hops.stream().map(hop -> told(hop, names)).toList()));
    }

    private static Hop told(HopRow hop, Map<PersonId, String> names) {
        return new Hop(
                hop.version(),
                hop.kind(),
                hop.state(),
                hop.at(),
                who(names, hop.actor()),
                who(names, hop.worker()),
                hop.cause());
    }

    private static @Nullable Who who(Map<PersonId, String> names, @Nullable PersonId person) {
        return person == null ? null : new Who(person, names.getOrDefault(person, ""));
    }

    private Mono<Map<PersonId, String>> names(Stream<@Nullable PersonId> of) {
        Set<PersonId> staff = of.filter(Objects::nonNull).collect(Collectors.toSet());
        return staff.isEmpty()
                ? Mono.just(Map.of())
                : people.contacts(staff)
                        .map(contacts ->
                                contacts.values().stream().collect(Collectors.toMap(Contact::id, Contact::name)));
    }
}
