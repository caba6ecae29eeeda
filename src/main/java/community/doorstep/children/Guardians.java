package community.doorstep.children;

import community.doorstep.identity.Family;
import community.doorstep.shared.Caller;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Ids;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.Rows;
import java.time.Clock;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Who acts for a child at the care centre, each with rights of their own. */
@Component
public class Guardians {

    private record Limited(PersonId child, PersonId guardian, GuardianRights rights) {}

    private final DatabaseClient database;
    private final Family family;
    private final Clock clock;

    Guardians(DatabaseClient database, Family family, Clock clock) {
        this.database = database;
        this.family = family;
        this.clock = clock;
    }

    /** For each of the children its guardians and what they may. */
    public Mono<Map<PersonId, Map<PersonId, GuardianRights>>> of(Collection<PersonId> children) {
        return family.guardians(children).zipWith(limited(children), Guardians::together);
    }

    private Mono<List<Limited>> limited(Collection<PersonId> children) {
        return database.sql("""
            SELECT child_id, guardian_id, informed, arranges, picks_up FROM guardian_rights
            WHERE child_id = ANY(:children)
            """)
                .bind("children", Ids.array(children, PersonId::value))
                .map(row -> new Limited(
                        new PersonId(Rows.uuid(row, "child_id")),
                        new PersonId(Rows.uuid(row, "guardian_id")),
                        new GuardianRights(
                                Rows.get(row, "informed", Boolean.class),
                                Rows.get(row, "arranges", Boolean.class),
                                Rows.get(row, "picks_up", Boolean.class))))
                .all()
                .collectList();
    }

    private static Map<PersonId, Map<PersonId, GuardianRights>> together(
            Map<PersonId, Set<PersonId>> guardians, List<Limited> limits) {
        return guardians.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        child -> child.getValue().stream()
                                .collect(Collectors.toMap(
                                        guardian -> guardian, guardian -> rights(limits, child.getKey(), guardian)))));
    }

    private static GuardianRights rights(List<Limited> limits, PersonId child, PersonId guardian) {
        return limits.stream()
                .filter(limit -> limit.child().equals(child) && limit.guardian().equals(guardian))
                .map(Limited::rights)
                .findFirst()
                .orElse(GuardianRights.ALL);
    }

    /** Whom to tell what happens to the child; in one order. */
    public Mono<Set<PersonId>> informed(PersonId child) {
        return of(List.of(child))
                .map(found -> found.getOrDefault(child, Map.of()).entrySet().stream()
                        .filter(guardian -> guardian.getValue().informed())
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toCollection(() -> new TreeSet<>(Comparator.comparing(PersonId::value)))));
    }

    /** Refuses {@code person-unknown} (404) unless the caller is a guardian who is informed. */
    public Mono<Void> mustBeInformed(Caller caller, PersonId child) {
        return must(caller, child, GuardianRights::informed, () -> Refusal.notFound("person-unknown"));
    }

    /** Refuses {@code person-unknown} (404) unless the caller is a guardian, {@code guardian-limited} (403) one who may not. */
    public Mono<Void> mustArrange(Caller caller, PersonId child) {
        return must(caller, child, GuardianRights::arranges, () -> Refusal.forbidden("guardian-limited"));
    }

    private Mono<Void> must(Caller caller, PersonId child, Predicate<GuardianRights> right, Supplier<Refusal> limited) {
        return of(List.of(child))
                .mapNotNull(found -> found.getOrDefault(child, Map.of()).get(caller.person()))
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("person-unknown")))
                .filter(right)
                .switchIfEmpty(Mono.error(limited))
                .then();
    }

    /** Who is not informed does not act for the child anywhere: neither books for it, nor sees what is booked. */
    Mono<Void> limit(Caller caller, CommunityId community, PersonId child, PersonId guardian, GuardianRights rights) {
        return keep(caller, community, child, guardian, rights)
                .then(Mono.defer(() -> family.limit(guardian, child, !rights.informed())));
    }

    private Mono<Void> keep(
            Caller caller, CommunityId community, PersonId child, PersonId guardian, GuardianRights rights) {
        return database.sql("""
            INSERT INTO guardian_rights (child_id, guardian_id, community_id, informed, arranges, picks_up,
                                         set_by, set_at)
            VALUES (:child, :guardian, :community, :informed, :arranges, :picksUp, :by, :now)
            ON CONFLICT (child_id, guardian_id) DO UPDATE
            SET community_id = :community, informed = :informed, arranges = :arranges, picks_up = :picksUp,
                set_by = :by, set_at = :now
            """)
                .bind("child", child.value())
                .bind("guardian", guardian.value())
                .bind("community", community.value())
                .bind("informed", rights.informed())
                .bind("arranges", rights.arranges())
                .bind("picksUp", rights.picksUp())
                .bind("by", caller.person().value())
                .bind("now", clock.instant())
                .then();
    }
}
