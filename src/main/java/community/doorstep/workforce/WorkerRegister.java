package community.doorstep.workforce;

import community.doorstep.identity.Addressees;
import community.doorstep.identity.Contact;
import community.doorstep.identity.People;
import community.doorstep.shared.Caller;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Ids;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Role;
import community.doorstep.shared.Rows;
import community.doorstep.shared.StationId;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** A community's workers as its admins see them: what they can do, and whether they are on duty. */
@Component
class WorkerRegister {

    /** @param stationId where they are on duty, or were last; {@code since} when that began */
    record WorkerEntry(
            PersonId id,
            String name,
            List<String> skills,
            boolean onDuty,
            boolean onBreak,
            @Nullable StationId stationId,
            @Nullable Instant since) {}

    private final DatabaseClient database;
    private final Addressees addressees;
    private final People people;

    WorkerRegister(DatabaseClient database, Addressees addressees, People people) {
        this.database = database;
        this.addressees = addressees;
        this.people = people;
    }

    /** By name. Refuses {@code role-missing} (403). */
    Mono<List<WorkerEntry>> of(Caller caller, CommunityId community) {
        caller.mustBe(community, Role.COMMUNITY_ADMIN, Role.STATION_LEAD);
        return addressees
                .holding(Role.WORKER, community)
                .flatMap(workers -> Mono.zip(rows(community, workers), people.contacts(workers)))
                .map(found -> named(found.getT1(), found.getT2()));
    }

    private Mono<List<WorkerEntry>> rows(CommunityId community, Set<PersonId> workers) {
        return database.sql("""
            SELECT asked.id, shift.station_id, shift.since, coalesce(shift.on_duty, false) AS on_duty,
                coalesce(shift.on_break, false) AS on_break,
                ARRAY(SELECT skill FROM worker_skill AS skill
                      WHERE skill.community_id = :community AND skill.worker_id = asked.id ORDER BY skill) AS skills
            FROM unnest(:workers) AS asked (id)
            LEFT JOIN worker_shift AS shift ON shift.community_id = :community AND shift.worker_id = asked.id
            """)
                .bind("community", community.value())
                .bind("workers", Ids.array(workers, PersonId::value))
                .map(WorkerRegister::worker)
                .all()
                .collectList();
    }

    private static WorkerEntry worker(Readable row) {
        UUID station = row.get("station_id", UUID.class);
        return new WorkerEntry(
                new PersonId(Rows.uuid(row, "id")),
                "",
                Stream.of(Rows.get(row, "skills", String[].class)).toList(),
                Rows.get(row, "on_duty", Boolean.class),
                Rows.get(row, "on_break", Boolean.class),
                station == null ? null : new StationId(station),
                Rows.instantOrNull(row, "since"));
    }

    private static List<WorkerEntry> named(List<WorkerEntry> workers, Map<PersonId, Contact> known) {
        return workers.stream()
                .map(one -> new WorkerEntry(
                        one.id(),
                        Contact.nameOf(known.get(one.id())),
                        one.skills(),
                        one.onDuty(),
                        one.onBreak(),
                        one.stationId(),
                        one.since()))
                .sorted(Comparator.comparing(WorkerEntry::name)
                        .thenComparing(worker -> worker.id().value()))
                .toList();
    }
}
