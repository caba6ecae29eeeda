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

/** The table of price books, as admins see it. */
@Component
class BookRows {

    /** A book with its content. */
    record Stored(PriceBookEntry entry, BookContent content) {

        CommunityId community() {
            return entry.communityId();
        }
    }

    private static final String ENTRY = """
        community_id, id, version, revision, state, effective_from, effective_until, created_by, created_at,
        edited_by, edited_at, published_by, published_at\
        """;

    private final DatabaseClient database;
    private final JsonMapper json;
    private final Clock clock;

    BookRows(DatabaseClient database, JsonMapper json, Clock clock) {
        this.database = database;
        this.json = json;
        this.clock = clock;
    }

    /** A new draft, under the community's next version. */
    Mono<Stored> insert(PersonId by, CommunityId community, BookContent content) {
        return database.sql("""
            WITH series AS (
                INSERT INTO price_book_series AS known (community_id, last_version) VALUES (:community, 1)
                ON CONFLICT (community_id) DO UPDATE SET last_version = known.last_version + 1
                RETURNING last_version)
            INSERT INTO price_book (community_id, id, version, content, created_by, created_at,
                                    edited_by, edited_at)
            SELECT :community, :id, last_version, :content::jsonb, :by, :now, :by, :now FROM series
            RETURNING %s, content::text AS content
            """.formatted(ENTRY))
                .bind("community", community.value())
                .bind("id", Ids.next())
                .bind("content", json.writeValueAsString(content))
                .bind("by", by.value())
                .bind("now", clock.instant())
                .map(this::stored)
                .one();
    }

    Mono<Stored> book(PriceBookId id, UUID[] communities) {
        return database.sql("""
            SELECT %s, content::text AS content FROM price_book
            WHERE id = :id AND community_id = ANY(:communities)
            """.formatted(ENTRY))
                .bind("id", id.value())
                .bind("communities", communities)
                .map(this::stored)
                .one();
    }

    /** The published book of its community that it takes over from, or would if it were published last. */
    Mono<Stored> before(Stored book) {
        return database.sql("""
            SELECT %s, content::text AS content FROM price_book
            WHERE community_id = :community AND id <> :id AND state = 'PUBLISHED'
              AND effective_from < coalesce(
                  (SELECT effective_from FROM price_book WHERE community_id = :community AND id = :id),
                  'infinity')
            ORDER BY effective_from DESC LIMIT 1
            """.formatted(ENTRY))
                .bind("community", book.community().value())
                .bind("id", book.entry().id().value())
                .map(this::stored)
                .one();
    }

    /** Locked, and with it the community's series: one publication at a time. */
    Mono<Stored> locked(PriceBookId id, UUID[] communities) {
        return database.sql("""
            SELECT %s, content::text AS content FROM price_book
            JOIN price_book_series USING (community_id)
            WHERE id = :id AND community_id = ANY(:communities)
            FOR UPDATE
            """.formatted(ENTRY))
                .bind("id", id.value())
                .bind("communities", communities)
                .map(this::stored)
                .one();
    }

    Flux<PriceBookEntry> list(UUID[] communities, UUID before, int most) {
        return database.sql("""
            SELECT %s FROM price_book
            WHERE community_id = ANY(:communities) AND id < :before
            ORDER BY id DESC LIMIT :most
            """.formatted(ENTRY))
                .bind("communities", communities)
                .bind("before", before)
                .bind("most", most)
                .map(this::entry)
                .all();
    }

    /** Empty unless it is a draft of that revision. */
    Mono<Stored> edit(PersonId by, PriceBookId id, UUID[] communities, long revision, BookContent content) {
        return database.sql("""
            UPDATE price_book
            SET content = :content::jsonb, revision = revision + 1, edited_by = :by, edited_at = :now
            WHERE id = :id AND community_id = ANY(:communities)
              AND state = 'DRAFT' AND revision = :revision
            RETURNING %s, content::text AS content
            """.formatted(ENTRY))
                .bind("content", json.writeValueAsString(content))
                .bind("by", by.value())
                .bind("now", clock.instant())
                .bind("id", id.value())
                .bind("communities", communities)
                .bind("revision", revision)
                .map(this::stored)
                .one();
    }

    /** Ends the book that has no end yet, unless it begins no earlier. */
    Mono<Void> supersede(CommunityId community, Instant from) {
        return database.sql("""
            UPDATE price_book SET effective_until = :from
            WHERE community_id = :community AND state = 'PUBLISHED'
              AND effective_until IS NULL AND effective_from < :from
            """)
                .bind("community", community.value())
                .bind("from", from)
                .then();
    }

    /** Fails as a duplicate where another book has no end yet. */
    Mono<Stored> publish(PersonId by, Stored draft, Instant from) {
        return database.sql("""
            UPDATE price_book
            SET state = 'PUBLISHED', effective_from = :from, published_by = :by, published_at = :now
            WHERE community_id = :community AND id = :id AND state = 'DRAFT'
            RETURNING %s, content::text AS content
            """.formatted(ENTRY))
                .bind("from", from)
                .bind("by", by.value())
                .bind("now", clock.instant())
                .bind("community", draft.community().value())
                .bind("id", draft.entry().id().value())
                .map(this::stored)
                .one();
    }

    private Stored stored(Readable row) {
        return new Stored(entry(row), json.readValue(Rows.text(row, "content"), BookContent.class));
    }

    private PriceBookEntry entry(Readable row) {
        Instant until = Rows.instantOrNull(row, "effective_until");
        boolean draft = Rows.text(row, "state").equals("DRAFT");
        return new PriceBookEntry(
                new PriceBookId(Rows.uuid(row, "id")),
                new CommunityId(Rows.uuid(row, "community_id")),
                Rows.get(row, "version", Integer.class),
                Rows.number(row, "revision"),
                PriceBookEntry.state(draft, until, clock.instant()),
                Rows.instantOrNull(row, "effective_from"),
                until,
                new PersonId(Rows.uuid(row, "created_by")),
                Rows.instant(row, "created_at"),
                new PersonId(Rows.uuid(row, "edited_by")),
                Rows.instant(row, "edited_at"),
                person(row.get("published_by", UUID.class)),
                Rows.instantOrNull(row, "published_at"));
    }

    private static @Nullable PersonId person(@Nullable UUID id) {
        return id == null ? null : new PersonId(id);
    }
}
