package community.doorstep.pricebook;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Ids;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Rows;
import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** The table of what was done to price books: every state that a draft was saved in, and its publication. */
@Component
class BookChanges {

    enum Action {
        MADE,
        EDITED,
        PUBLISHED
    }

    /**
     * One thing that somebody did.
     *
     * @param before what the book said until then; nothing for a new one
     * @param after what it says since; as before where it was published
     */
    record Change(
            UUID id,
            CommunityId community,
            long revision,
            Action action,
            BookContent before,
            BookContent after,
            @Nullable Instant effectiveFrom,
            PersonId by,
            Instant at) {}

    private final DatabaseClient database;
    private final JsonMapper json;
    private final Clock clock;

    BookChanges(DatabaseClient database, JsonMapper json, Clock clock) {
        this.database = database;
        this.json = json;
        this.clock = clock;
    }

    /** In the transaction of the change itself. */
    Mono<Void> note(PersonId by, BookRows.Stored book, Action action) {
        return database.sql("""
            INSERT INTO price_book_change (community_id, id, book_id, revision, action, content,
                                           effective_from, by_id, at)
            SELECT community_id, :id, id, revision, :action,
                   CASE WHEN state = 'DRAFT' THEN content END, effective_from, :by, :now
            FROM price_book WHERE community_id = :community AND id = :book
            """)
                .bind("id", Ids.next())
                .bind("action", action.name())
                .bind("by", by.value())
                .bind("now", clock.instant())
                .bind("community", book.community().value())
                .bind("book", book.entry().id().value())
                .then();
    }

    /** Newest first. */
    Flux<Change> of(PriceBookId book, UUID[] communities, UUID before, int most) {
        return database.sql("""
            SELECT change.*, content::text AS after_text, before::text AS before_text
            FROM (SELECT *, lag(content) OVER (ORDER BY revision, id) AS before FROM price_book_change
                  WHERE book_id = :book AND community_id = ANY(:communities)) change
            WHERE id < :before
            ORDER BY id DESC LIMIT :most
            """)
                .bind("book", book.value())
                .bind("communities", communities)
                .bind("before", before)
                .bind("most", most)
                .map(this::change)
                .all();
    }

    private Change change(Readable row) {
        BookContent before = content(row.get("before_text", String.class), BookContent.EMPTY);
        return new Change(
                Rows.uuid(row, "id"),
                new CommunityId(Rows.uuid(row, "community_id")),
                Rows.number(row, "revision"),
                Action.valueOf(Rows.text(row, "action")),
                before,
                content(row.get("after_text", String.class), before),
                Rows.instantOrNull(row, "effective_from"),
                new PersonId(Rows.uuid(row, "by_id")),
                Rows.instant(row, "at"));
    }

    private BookContent content(@Nullable String text, BookContent otherwise) {
        return text == null ? otherwise : json.readValue(text, BookContent.class);
    }
}
