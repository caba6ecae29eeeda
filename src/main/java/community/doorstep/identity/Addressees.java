package community.doorstep.identity;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Ids;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Role;
import community.doorstep.shared.Rows;
import community.doorstep.shared.StationId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Who is told what concerns a person or a community. */
@Component
public class Addressees {

    /** Something for the person that somebody asked for: the person, a guardian, or staff. */
    public record Concern(PersonId person, PersonId askedBy) {}

    private record Found(Concern concern, List<UUID> readers) {}

    private final DatabaseClient database;

    Addressees(DatabaseClient database) {
        this.database = database;
    }

    /**
     * The person when they have an account or a telephone; all who act for them when they have no account, else the
     * guardian who asked for it. Never staff who only asked for somebody. Whom nobody can tell is not in the answer.
     */
    public Mono<Map<Concern, Set<PersonId>>> of(Collection<Concern> concerns) {
        List<Concern> asked = concerns.stream().distinct().toList();
        return database.sql("""
            SELECT concern.person_id, concern.asker_id, coalesce(account.person_id, caller.id) AS self,
                   guardianship.guardian_id AS guardian
            FROM unnest(:people, :askers) AS concern (person_id, asker_id)
            LEFT JOIN wechat_account AS account ON account.person_id = concern.person_id
            LEFT JOIN person AS caller ON caller.id = concern.person_id
                AND caller.phone_index IS NOT NULL
            LEFT JOIN guardianship ON guardianship.dependant_id = concern.person_id
                AND NOT guardianship.limited
                AND (account.person_id IS NULL OR guardianship.guardian_id = concern.asker_id)
            """)
                .bind("people", Ids.array(asked, concern -> concern.person().value()))
                .bind("askers", Ids.array(asked, concern -> concern.askedBy().value()))
                .map(row -> new Found(
                        new Concern(
                                new PersonId(Rows.uuid(row, "person_id")), new PersonId(Rows.uuid(row, "asker_id"))),
                        java.util.stream.Stream.of("self", "guardian")
                                .flatMap(column -> java.util.stream.Stream.ofNullable(row.get(column, UUID.class)))
                                .toList()))
                .all()
                .collectList()
                .map(Addressees::together);
    }

    /** All who hold the role in the community now. */
    public Mono<Set<PersonId>> holding(Role role, CommunityId community) {
        return database.sql("""
            SELECT DISTINCT person_id FROM role_grant
            WHERE community_id = :community AND role = :role AND ended_at IS NULL
            """)
                .bind("community", community.value())
                .bind("role", role.name())
                .map(row -> new PersonId(Rows.uuid(row, "person_id")))
                .all()
                .collect(Collectors.toSet());
    }

    /** All who hold the role at the station now, or in the whole of its community. */
    public Mono<Set<PersonId>> holding(Role role, CommunityId community, StationId station) {
        return database.sql("""
            SELECT DISTINCT person_id FROM role_grant
            WHERE community_id = :community AND role = :role AND ended_at IS NULL
              AND (station_id IS NULL OR station_id = :station)
            """)
                .bind("community", community.value())
                .bind("role", role.name())
                .bind("station", station.value())
                .map(row -> new PersonId(Rows.uuid(row, "person_id")))
                .all()
                .collect(Collectors.toSet());
    }

    private static Map<Concern, Set<PersonId>> together(List<Found> found) {
        Map<Concern, Set<PersonId>> readers = new HashMap<>();
        for (Found one : found) {
            Set<PersonId> set = readers.computeIfAbsent(
                    one.concern(), concern -> new TreeSet<>(java.util.Comparator.comparing(PersonId::value)));
            one.readers().forEach(reader -> set.add(new PersonId(reader)));
        }
        return readers;
    }
}
