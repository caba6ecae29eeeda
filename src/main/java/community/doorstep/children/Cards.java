package community.doorstep.children;

import community.doorstep.shared.Ids;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.Rows;
import community.doorstep.shared.Seal;
import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** The cards, sealed, and what guardians say about photos. Rights are checked and reads noted by whoever asks. */
@Component
public class Cards {

    /** @param version 0 when nothing was written yet */
    record Kept(PersonId child, Card card, long version) {}

    /** Somebody said yes, and nobody no; of which child stands in {@code %s}. */
    static final String PHOTOS_ALLOWED =
            "coalesce((SELECT bool_and(given) FROM photo_consent WHERE child_id = %s), false)";

    private final DatabaseClient database;
    private final Seal seal;
    private final JsonMapper json;
    private final Clock clock;

    Cards(DatabaseClient database, Seal seal, JsonMapper json, Clock clock) {
        this.database = database;
        this.seal = seal;
        this.json = json;
        this.clock = clock;
    }

    Mono<Kept> of(PersonId child) {
        return all(List.of(child)).map(found -> found.getOrDefault(child, new Kept(child, Card.EMPTY, 0)));
    }

    /** Those of the children's cards that were written. */
    Mono<Map<PersonId, Kept>> all(Collection<PersonId> children) {
        return database.sql("SELECT child_id, sealed, version FROM child_card WHERE child_id = ANY(:children)")
                .bind("children", Ids.array(children, PersonId::value))
                .map(this::kept)
                .all()
                .collectMap(Kept::child);
    }

    /** What the children must not touch or eat. */
    public Mono<Map<PersonId, List<String>>> allergies(Collection<PersonId> children) {
        return all(children)
                .map(found -> found.values().stream()
                        .collect(Collectors.toMap(
                                Kept::child, kept -> kept.card().allergies())));
    }

    /** Refuses {@code version-changed} (412) unless the version seen is the one that stands. */
    Mono<Kept> set(PersonId child, Card card, long seen, PersonId by) {
        return database.sql("""
            INSERT INTO child_card (child_id, sealed, set_by, set_at)
            SELECT :child, :sealed, :by, :now
            WHERE :seen = 0 OR EXISTS (SELECT 1 FROM child_card WHERE child_id = :child)
            ON CONFLICT (child_id) DO UPDATE
            SET sealed = excluded.sealed, set_by = excluded.set_by, set_at = excluded.set_at,
                version = child_card.version + 1
            WHERE child_card.version = :seen
            RETURNING child_id, sealed, version
            """)
                .bind("child", child.value())
                .bind("sealed", seal.seal(json.writeValueAsBytes(card), context(child)))
                .bind("by", by.value())
                .bind("now", clock.instant())
                .bind("seen", seen)
                .map(this::kept)
                .one()
                .switchIfEmpty(Mono.error(() -> Refusal.preconditionFailed("version-changed")));
    }

    private Kept kept(Readable row) {
        PersonId child = new PersonId(Rows.uuid(row, "child_id"));
        byte[] opened = seal.open(Rows.get(row, "sealed", byte[].class), context(child));
        return new Kept(child, json.readValue(opened, Card.class), Rows.number(row, "version"));
    }

    private static String context(PersonId child) {
        return "child-card/" + child;
    }

    Mono<Void> photos(PersonId child, PersonId guardian, boolean given) {
        return database.sql("""
            INSERT INTO photo_consent (child_id, guardian_id, given, at)
            VALUES (:child, :guardian, :given, :now)
            ON CONFLICT (child_id, guardian_id) DO UPDATE SET given = :given, at = :now
            """)
                .bind("child", child.value())
                .bind("guardian", guardian.value())
                .bind("given", given)
                .bind("now", clock.instant())
                .then();
    }

    /** Somebody said yes, and nobody no. */
    Mono<Boolean> photosAllowed(PersonId child) {
        return database.sql("SELECT " + PHOTOS_ALLOWED.formatted(":child") + " AS allowed")
                .bind("child", child.value())
                .map(row -> Rows.get(row, "allowed", Boolean.class))
                .one();
    }
}
