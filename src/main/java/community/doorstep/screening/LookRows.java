package community.doorstep.screening;

import community.doorstep.media.PhotoId;
import community.doorstep.shared.Ids;
import community.doorstep.shared.Rows;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What became of the looks, for those who show things. */
@Component
class LookRows {

    private final DatabaseClient database;

    LookRows(DatabaseClient database) {
        this.database = database;
    }

    Mono<Set<UUID>> words(String source, Collection<UUID> subjects, LookState state) {
        return subjects.isEmpty()
                ? Mono.just(Set.of())
                : database.sql("""
                    SELECT DISTINCT subject_id FROM screening
                    WHERE subject_id = ANY(:subjects) AND source = :source AND kind = 'TEXT' AND state = :state
                    """)
                        .bind("subjects", subjects.toArray(UUID[]::new))
                        .bind("source", source)
                        .bind("state", state.name())
                        .map(row -> Rows.uuid(row, "subject_id"))
                        .all()
                        .collect(Collectors.toSet());
    }

    Mono<Set<PhotoId>> photos(Collection<PhotoId> photos, LookState state) {
        return photos.isEmpty()
                ? Mono.just(Set.of())
                : database.sql("SELECT photo_id FROM screening WHERE photo_id = ANY(:photos) AND state = :state")
                        .bind("photos", Ids.array(photos, PhotoId::value))
                        .bind("state", state.name())
                        .map(row -> new PhotoId(Rows.uuid(row, "photo_id")))
                        .all()
                        .collect(Collectors.toSet());
    }
}
