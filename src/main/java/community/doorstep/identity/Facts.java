package community.doorstep.identity;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Ids;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Rows;
import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The facts on which prices and admission depend, many people in one query. */
@Component
public class Facts {

    private final DatabaseClient database;
    private final ProfileSeal seal;

    Facts(DatabaseClient database, ProfileSeal seal) {
        this.database = database;
        this.seal = seal;
    }

    /** The facts of those of the people whom the house knows. */
    public Mono<Map<PersonId, PersonFacts>> of(Collection<PersonId> people) {
        return database.sql("""
                        SELECT person.id, person.profile, proof.kinds, proof.communities, proof.until
                        FROM person
                        LEFT JOIN LATERAL (
                            SELECT array_agg(kind ORDER BY id) AS kinds, array_agg(community_id ORDER BY id) AS communities,
                                   array_agg(coalesce(valid_until::text, '') ORDER BY id) AS until
                            FROM evidence
                            WHERE evidence.person_id = person.id AND state = 'ACCEPTED') proof ON true
                        WHERE person.id = ANY(:ids)
                        """)
                .bind("ids", Ids.array(people, PersonId::value))
                .map(this::facts)
                .all()
                .collectMap(PersonFacts::id);
    }

    private PersonFacts facts(Readable row) {
        UUID id = Rows.uuid(row, "id");
        Profile profile = seal.open(id, Rows.get(row, "profile", byte[].class));
        Map<String, LocalDate> evidence = new HashMap<>();
        Map<CommunityId, LocalDate> residentOf = new HashMap<>();
        String[] kinds = row.get("kinds", String[].class);
        UUID[] communities = row.get("communities", UUID[].class);
        String[] until = row.get("until", String[].class);
        if (kinds != null && communities != null && until != null) {
            for (int i = 0; i < kinds.length; i++) {
                LocalDate last = until[i].isEmpty() ? LocalDate.MAX : LocalDate.parse(until[i]);
                if (kinds[i].equals(PersonFacts.RESIDENCY)) {
                    residentOf.merge(new CommunityId(communities[i]), last, Facts::later);
                } else {
                    evidence.merge(kinds[i], last, Facts::later);
                }
            }
        }
        return new PersonFacts(new PersonId(id), profile.birthDate(), endless(evidence), endless(residentOf));
    }

    private static <K> Map<K, @Nullable LocalDate> endless(Map<K, LocalDate> last) {
        Map<K, @Nullable LocalDate> known = new HashMap<>();
        last.forEach((key, day) -> known.put(key, day.equals(LocalDate.MAX) ? null : day));
        return known;
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }
}
