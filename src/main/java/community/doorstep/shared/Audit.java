package community.doorstep.shared;

import java.time.Clock;
import java.util.Collection;
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

    /** The same for many, in one statement. */
    public Mono<Void> noteAll(
            PersonId actor, CommunityId community, String action, Collection<PersonId> subjects, String details) {
        if (subjects.isEmpty()) {
            return Mono.empty();
        }
        return database.sql("""
            INSERT INTO audit_entry (id, community_id, actor_id, action, subject_id, details, at)
            SELECT noted.id, :community, :actor, :action, noted.subject_id, :details, :at
            FROM unnest(:ids, :subjects) AS noted (id, subject_id)
            """)
                .bind("community", community.value())
                .bind("actor", actor.value())
                .bind("action", action)
                .bind("details", details)
                .bind("at", clock.instant())
                .bind("ids", subjects.stream().map(subject -> Ids.next()).toArray(UUID[]::new))
                .bind("subjects", Ids.array(subjects, PersonId::value))
                .then();
    }
}
