package community.doorstep.notice;

import community.doorstep.shared.Ids;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Rows;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** The table of notices; every query is of one person's own. */
@Component
class NoticeRows {

    private final DatabaseClient database;
    private final JsonMapper json;

    NoticeRows(DatabaseClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    Mono<Void> insert(List<Notice> notices) {
        if (notices.isEmpty()) {
            return Mono.empty();
        }
        return database.sql("""
            INSERT INTO notice (person_id, id, kind, subject_id, about_id, facts, created_at)
            SELECT person_id, id, kind, subject_id, about_id, facts::jsonb, created_at
            FROM unnest(:people, :ids, :kinds, :subjects, :abouts, :facts, :times)
                AS told (person_id, id, kind, subject_id, about_id, facts, created_at)
            """)
                .bind("people", Ids.array(notices, notice -> notice.person().value()))
                .bind("ids", Ids.array(notices, Notice::id))
                .bind(
                        "kinds",
                        notices.stream().map(notice -> notice.kind().name()).toArray(String[]::new))
                .bind("subjects", Ids.array(notices, Notice::subject))
                .bind("abouts", Ids.array(notices, notice -> notice.about().value()))
                .bind(
                        "facts",
                        notices.stream()
                                .map(notice -> json.writeValueAsString(notice.facts()))
                                .toArray(String[]::new))
                .bind("times", notices.stream().map(Notice::createdAt).toArray(Instant[]::new))
                .then();
    }

    Flux<Notice> of(PersonId person, UUID before, int most) {
        return database.sql("""
            SELECT id, person_id, kind, subject_id, about_id, facts::text AS facts, created_at, read_at
            FROM notice WHERE person_id = :person AND id < :before
            ORDER BY id DESC LIMIT :most
            """)
                .bind("person", person.value())
                .bind("before", before)
                .bind("most", most)
                .map(this::notice)
                .all();
    }

    Mono<Long> unread(PersonId person) {
        return database.sql("SELECT count(*) AS unread FROM notice WHERE person_id = :person AND read_at IS NULL")
                .bind("person", person.value())
                .map(row -> Rows.number(row, "unread"))
                .one();
    }

    /** How many of them are the person's. */
    Mono<Long> own(PersonId person, Collection<UUID> ids) {
        return database.sql("SELECT count(*) AS own FROM notice WHERE person_id = :person AND id = ANY(:ids)")
                .bind("person", person.value())
                .bind("ids", ids.toArray(UUID[]::new))
                .map(row -> Rows.number(row, "own"))
                .one();
    }

    /** Notes as read those named and all up to one; what was read stays as it was. */
    Mono<Void> read(PersonId person, Collection<UUID> ids, UUID upTo, Instant now) {
        return database.sql("""
            UPDATE notice SET read_at = :now
            WHERE person_id = :person AND read_at IS NULL AND (id = ANY(:ids) OR id <= :upTo)
            """)
                .bind("now", now)
                .bind("person", person.value())
                .bind("ids", ids.toArray(UUID[]::new))
                .bind("upTo", upTo)
                .then();
    }

    private Notice notice(Readable row) {
        return new Notice(
                Rows.uuid(row, "id"),
                new PersonId(Rows.uuid(row, "person_id")),
                NoticeKind.valueOf(Rows.text(row, "kind")),
                Rows.uuid(row, "subject_id"),
                new PersonId(Rows.uuid(row, "about_id")),
                json.readValue(Rows.text(row, "facts"), NoticeFacts.class),
                Rows.instant(row, "created_at"),
                Rows.instantOrNull(row, "read_at"));
    }
}
