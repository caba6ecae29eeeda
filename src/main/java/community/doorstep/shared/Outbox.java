package community.doorstep.shared;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import tools.jackson.databind.json.JsonMapper;

/** Notes events in the caller's own transaction; they reach their consumers after the commit, at least once. */
@Component
public class Outbox {

    private final DatabaseClient database;
    private final JsonMapper json;
    private final Clock clock;
    private final Sinks.Many<Boolean> nudges = Sinks.many().multicast().directBestEffort();

    Outbox(DatabaseClient database, JsonMapper json, Clock clock) {
        this.database = database;
        this.json = json;
        this.clock = clock;
    }

    public Mono<Void> add(DomainEvent event) {
        return addAll(List.of(event));
    }

    /** All of them in one statement. */
    public Mono<Void> addAll(Collection<? extends DomainEvent> events) {
        if (events.isEmpty()) {
            return Mono.empty();
        }
        return database.sql("""
            INSERT INTO outbox (id, community_id, type, payload, at, due_at)
            SELECT event.id, event.community_id, event.type, event.payload, :at, :at
            FROM unnest(:ids, :communities, :types, :payloads) AS event (id, community_id, type, payload)
            """)
                .bind("ids", events.stream().map(event -> Ids.next()).toArray(java.util.UUID[]::new))
                .bind(
                        "communities",
                        Ids.array(events, event -> event.community().value()))
                .bind(
                        "types",
                        events.stream().map(event -> event.getClass().getName()).toArray(String[]::new))
                .bind("payloads", events.stream().map(json::writeValueAsString).toArray(String[]::new))
                .bind("at", clock.instant())
                .then();
    }

    /** Says that something was committed, so that the drain looks at once. */
    public void nudge() {
        nudges.tryEmitNext(true);
    }

    Sinks.Many<Boolean> nudges() {
        return nudges;
    }
}
