package community.doorstep.notice;

import community.doorstep.shared.DomainEvent;
import community.doorstep.shared.Rows;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Events overtake each other: a cancellation may be heard of before the confirmation that it ends. Remembers up to which
 * version of a thing the house has heard, and leaves out what is older. In the caller's transaction.
 */
@Component
class HeardLast {

    private final DatabaseClient database;
    private final Clock clock;

    HeardLast(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Without those that something newer was heard after; whoever hears of the same thing at this moment is waited for. */
    <E extends DomainEvent> Mono<List<E>> inTime(List<E> events) {
        TreeMap<UUID, Long> newest = new TreeMap<>();
        events.forEach(event -> newest.merge(event.aggregate(), event.version(), Math::max));
        return noted(newest)
                .map(heard -> events.stream()
                        .filter(event -> event.version() >= heard.getOrDefault(event.aggregate(), 0L))
                        .toList());
    }

    private Mono<Map<UUID, Long>> noted(TreeMap<UUID, Long> newest) {
        return database.sql("""
            INSERT INTO notice_heard AS known (subject_id, version, at)
            SELECT subject_id, version, :now FROM unnest(:subjects, :versions) AS heard (subject_id, version)
            ORDER BY subject_id
            ON CONFLICT (subject_id) DO UPDATE
            SET version = greatest(known.version, excluded.version), at = excluded.at
            RETURNING subject_id, version
            """)
                .bind("now", clock.instant())
                .bind("subjects", newest.keySet().toArray(UUID[]::new))
                .bind("versions", newest.values().toArray(Long[]::new))
                .map(row -> Map.entry(Rows.uuid(row, "subject_id"), Rows.number(row, "version")))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }
}
