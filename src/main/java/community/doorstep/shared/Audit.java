package community.doorstep.shared;

import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Writes down what staff did to other people's things, in the same transaction; never personal data. */
@Component
public class Audit {

    private final DatabaseClient database;
    private final Clock clock;

    Audit(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    public Mono<Void> note(
            PersonId actor, @Nullable CommunityId community, String action, UUID subject, String details) {
        DatabaseClient.GenericExecuteSpec insert = database.sql("""
                        INSERT INTO audit_entry (id, community_id, actor_id, action, subject_id, details, at)
                        VALUES (:id, :community, :actor, :action, :subject, :details, :at)
                        """)
                .bind("id", Ids.next())
                .bind("actor", actor.value())
                .bind("action", action)
                .bind("subject", subject)
                .bind("details", details)
                .bind("at", clock.instant());
        return (community == null
                        ? insert.bindNull("community", UUID.class)
                        : insert.bind("community", community.value()))
                .then();
    }
}
