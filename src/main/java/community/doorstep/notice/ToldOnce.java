package community.doorstep.notice;

import community.doorstep.shared.Rows;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Remembers what was told, where the house may say more than once that it happened. In the caller's transaction. */
@Component
class ToldOnce {

    private record Key(NoticeKind kind, UUID subject, String occasion) {}

    private final DatabaseClient database;
    private final Clock clock;

    ToldOnce(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Without those that were told before; whoever tells the same at this moment is waited for. */
    Mono<List<Letter>> fresh(List<Letter> letters) {
        Set<Key> keys = new HashSet<>();
        List<Letter> different = letters.stream()
                .filter(letter -> letter.occasion() == null || keys.add(key(letter, letter.occasion())))
                .toList();
        return keys.isEmpty() ? Mono.just(different) : noted(List.copyOf(keys)).map(fresh -> with(fresh, different));
    }

    private static List<Letter> with(Set<Key> fresh, List<Letter> different) {
        return different.stream()
                .filter(letter -> letter.occasion() == null || fresh.contains(key(letter, letter.occasion())))
                .toList();
    }

    private static Key key(Letter letter, String occasion) {
        return new Key(letter.kind(), letter.subject(), occasion);
    }

    private Mono<Set<Key>> noted(List<Key> keys) {
        return database.sql("""
            INSERT INTO notice_once (kind, subject_id, occasion, at)
            SELECT kind, subject_id, occasion, :now
            FROM unnest(:kinds, :subjects, :occasions) AS told (kind, subject_id, occasion)
            ORDER BY kind, subject_id, occasion
            ON CONFLICT DO NOTHING
            RETURNING kind, subject_id, occasion
            """)
                .bind("now", clock.instant())
                .bind("kinds", keys.stream().map(key -> key.kind().name()).toArray(String[]::new))
                .bind("subjects", keys.stream().map(Key::subject).toArray(UUID[]::new))
                .bind("occasions", keys.stream().map(Key::occasion).toArray(String[]::new))
                .map(row -> new Key(
                        NoticeKind.valueOf(Rows.text(row, "kind")),
                        Rows.uuid(row, "subject_id"),
                        Rows.text(row, "occasion")))
                .all()
                .collect(Collectors.toSet());
    }
}
