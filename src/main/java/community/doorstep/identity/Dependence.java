package community.doorstep.identity;

import community.doorstep.shared.Caller;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.Rows;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Whether somebody's record is in one person's hands alone. */
@Component
public class Dependence {

    private final Family family;
    private final DatabaseClient database;

    Dependence(Family family, DatabaseClient database) {
        this.family = family;
        this.database = database;
    }

    /**
     * Refuses {@code person-unknown} (404) unless the caller acts for them, {@code not-yours-alone} (403) when they have
     * an account of their own or another guardian.
     */
    public Mono<Void> mustBeAlone(Caller caller, PersonId dependant) {
        return family.mustActFor(caller, dependant)
                .then(Mono.defer(() -> shared(caller.person(), dependant)))
                .flatMap(shared -> shared ? Mono.error(Refusal.forbidden("not-yours-alone")) : Mono.empty());
    }

    private Mono<Boolean> shared(PersonId caller, PersonId dependant) {
        return database.sql("""
            SELECT EXISTS (SELECT 1 FROM wechat_account WHERE person_id = :dependant)
                OR EXISTS (SELECT 1 FROM guardianship
                           WHERE dependant_id = :dependant AND guardian_id <> :caller) AS shared
            """)
                .bind("dependant", dependant.value())
                .bind("caller", caller.value())
                .map(row -> Rows.get(row, "shared", Boolean.class))
                .one();
    }
}
