package community.doorstep.dispatch;

import com.fasterxml.jackson.annotation.JsonInclude;
import community.doorstep.shared.Caller;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Reach;
import community.doorstep.shared.Role;
import community.doorstep.shared.Rows;
import community.doorstep.shared.StationId;
import community.doorstep.workforce.Shift;
import community.doorstep.workforce.Shifts;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What a station's lead and its operators see: the whole queue, and who is on duty. */
@Component
class StationBoard {

    private static final int OPEN_SHOWN = 500;

    /** Someone of the staff. */
    record Who(PersonId id, String name) {

        static @Nullable Who of(Map<PersonId, String> names, @Nullable PersonId person) {
            return person == null ? null : new Who(person, names.getOrDefault(person, ""));
        }
    }

    /** @param rung how far it has come while it waits; left out while nobody but those on duty knows of it */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record OpenJob(
            StationId stationId,
            JobCard job,
            @Nullable Who worker,
            @Nullable Rung rung) {}

    record OnDuty(StationId stationId, Who worker, Instant since, boolean onBreak, Set<String> skills) {}

    record Queue(List<OpenJob> jobs, List<OnDuty> onDuty) {}

    private record Standing(Job job, int height) {

        @Nullable
        Rung rung() {
            boolean climbed = job.state() == JobState.WAITING && height > Rung.RECEIVED.height();
            return climbed ? Rung.values()[height - 1] : null;
        }
    }

    private final DatabaseClient database;
    private final Shifts shifts;
    private final StaffNames names;

    StationBoard(DatabaseClient database, Shifts shifts, StaffNames names) {
        this.database = database;
        this.shifts = shifts;
        this.names = names;
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
        return names.of(staff)
                .map(known -> new Queue(
                        jobs.stream().map(standing -> open(standing, known)).toList(),
                        onDuty.stream()
                                .map(shift -> new OnDuty(
                                        shift.at().station(),
                                        new Who(shift.worker(), known.getOrDefault(shift.worker(), "")),
                                        shift.since(),
                                        shift.onBreak(),
                                        shift.skills()))
                                .toList()));
    }

    private static OpenJob open(Standing standing, Map<PersonId, String> names) {
        Job job = standing.job();
        return new OpenJob(job.at().station(), job.card(), Who.of(names, job.worker()), standing.rung());
    }
}
