package community.doorstep.shared;

import java.time.Clock;
import java.time.Instant;
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
    private final Rush rush;
    private final Sinks.Many<Boolean> nudges = Sinks.many().multicast().directBestEffort();

    Outbox(DatabaseClient database, JsonMapper json, Clock clock, Rush rush) {
        this.database = database;
        this.json = json;
        this.clock = clock;
        this.rush = rush;
    }

    public Mono<Void> add(DomainEvent event) {
        return addAll(List.of(event));
    }

    /** All of them in one statement. */
    public Mono<Void> addAll(Collection<? extends DomainEvent> events) {
        if (events.isEmpty()) {
            return Mono.empty();
        }
        Instant now = clock.instant();
        Instant later = rush.isOn() ? now.plus(Rush.LATER) : now;
        return database.sql("""
            INSERT INTO outbox (id, community_id, type, payload, at, due_at)
            SELECT event.id, event.community_id, event.type, event.payload, :at, event.due_at
            FROM unnest(:ids, :communities, :types, :payloads, :dues)
                AS event (id, community_id, type, payload, due_at)
            """)
                .bind("ids", events.stream().map(event -> Ids.next()).toArray(java.util.UUID[]::new))
                .bind(
                        "communities",
                        Ids.array(events, event -> event.community().value()))
                .bind(
                        "types",
                        events.stream().map(event -> event.getClass().getName()).toArray(String[]::new))
                .bind("payloads", events.stream().map(json::writeValueAsString).toArray(String[]::new))
                .bind(
                        "dues",
                        events.stream()
                                .map(event -> event.mayWait() ? later : now)
                                .toArray(Instant[]::new))
                .bind("at", now)
                .then();
    }

    /** Says that something was committed, so that the drain looks at once; in a rush it looks soon enough by itself. */
    public void nudge() {
        if (!rush.isOn()) {
            nudges.tryEmitNext(true);
        }
    }

    Sinks.Many<Boolean> nudges() {
        return nudges;
    }
}
