package community.doorstep.identity;

import community.doorstep.shared.Ids;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Rows;
import io.r2dbc.spi.Readable;
import java.time.LocalTime;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** By which ways people can be told something, and when they want to be left in peace. */
@Component
public class Reaching {

    private record Found(PersonId person, Reach reach) {}

    private final DatabaseClient database;
    private final IdentitySettings settings;

    Reaching(DatabaseClient database, IdentitySettings settings) {
        this.database = database;
        this.settings = settings;
    }

    /** Whom the house does not know is not in the answer. */
    public Mono<Map<PersonId, Reach>> of(Collection<PersonId> people) {
        return database.sql("""
            SELECT person.id, account.person_id IS NOT NULL AS wechat,
                   person.phone_index IS NOT NULL AS telephone, person.quiet_from, person.quiet_until
            FROM person LEFT JOIN wechat_account AS account ON account.person_id = person.id
            WHERE person.id = ANY(:people)
            """)
                .bind("people", Ids.array(people, PersonId::value))
                .map(row -> new Found(new PersonId(Rows.uuid(row, "id")), reach(row)))
                .all()
                .collectMap(Found::person, Found::reach);
    }

    /** Of people whom nothing is known of. */
    public Reach ofOthers() {
        return new Reach(false, false, settings.quietHours(), settings.zone());
    }

    private Reach reach(Readable row) {
        return new Reach(
                Rows.get(row, "wechat", Boolean.class),
                Rows.get(row, "telephone", Boolean.class),
                hours(row),
                settings.zone());
    }

    /** The person's own, or those of the house. */
    QuietHours hours(Readable row) {
        @Nullable LocalTime from = row.get("quiet_from", LocalTime.class);
        @Nullable LocalTime until = row.get("quiet_until", LocalTime.class);
        return from == null || until == null ? settings.quietHours() : new QuietHours(from, until);
    }
}
