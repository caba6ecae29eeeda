package community.doorstep.pricebook;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import community.doorstep.catalog.Catalog;
import community.doorstep.catalog.Service;
import community.doorstep.catalog.ServiceId;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Ids;
import community.doorstep.shared.Rows;
import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** The published price books: their contents are remembered, for they never change; which is in force is asked. */
@Component
@EnableConfigurationProperties(PriceBookSettings.class)
public class PublishedBooks {

    private static final int MOST = 2_000;

    private record InForce(
            PriceBookId id, CommunityId community, @Nullable Instant until) {

        boolean at(Instant now) {
            return until == null || now.isBefore(until);
        }
    }

    /** A book before its services are known by name. */
    private record Read(PriceBookId id, CommunityId community, int version, BookContent content) {

        PriceBook book(Map<ServiceId, String> names) {
            return new PriceBook(id, community, version, content, names);
        }
    }

    private final DatabaseClient database;
    private final Catalog catalog;
    private final JsonMapper json;
    private final Clock clock;
    private final Cache<PriceBookId, PriceBook> books =
            Caffeine.newBuilder().maximumSize(MOST).build();
    private final Cache<CommunityId, InForce> current;

    PublishedBooks(DatabaseClient database, Catalog catalog, JsonMapper json, Clock clock, PriceBookSettings settings) {
        this.database = database;
        this.catalog = catalog;
        this.json = json;
        this.clock = clock;
        this.current = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterWrite(settings.bookStaleness())
                .build();
    }

    /** The community's book in force, as known a moment ago; empty when it has none. */
    public Mono<PriceBook> current(CommunityId community) {
        InForce known = current.getIfPresent(community);
        if (known != null && known.at(clock.instant())) {
            PriceBook book = books.getIfPresent(known.id());
            if (book != null) {
                return Mono.just(book);
            }
        }
        return inForce(List.of(community)).mapNotNull(found -> found.get(community));
    }

    /** The books in force at this moment, as this transaction sees it. */
    public Mono<Map<CommunityId, PriceBook>> inForce(Collection<CommunityId> communities) {
        return database.sql("""
            SELECT community_id, id, effective_until FROM price_book
            WHERE community_id = ANY(:communities) AND state = 'PUBLISHED'
              AND effective_from <= :now AND (effective_until IS NULL OR effective_until > :now)
            """)
                .bind("communities", Ids.array(communities, CommunityId::value))
                .bind("now", clock.instant())
                .map(PublishedBooks::inForceOf)
                .all()
                .doOnNext(found -> current.put(found.community(), found))
                .collectList()
                .flatMap(found -> withIds(found.stream().map(InForce::id).toList()))
                .map(PublishedBooks::byCommunity);
    }

    private static InForce inForceOf(Readable row) {
        return new InForce(
                new PriceBookId(Rows.uuid(row, "id")),
                new CommunityId(Rows.uuid(row, "community_id")),
                Rows.instantOrNull(row, "effective_until"));
    }

    private static Map<CommunityId, PriceBook> byCommunity(Map<PriceBookId, PriceBook> found) {
        Map<CommunityId, PriceBook> byCommunity = new HashMap<>();
        found.values().forEach(book -> byCommunity.put(book.community(), book));
        return byCommunity;
    }

    public Mono<Map<PriceBookId, PriceBook>> withIds(Collection<PriceBookId> ids) {
        Map<PriceBookId, PriceBook> known = books.getAllPresent(ids);
        List<PriceBookId> missing =
                ids.stream().filter(id -> !known.containsKey(id)).distinct().toList();
        if (missing.isEmpty()) {
            return Mono.just(known);
        }
        return database.sql("""
            SELECT community_id, id, version, content::text AS content FROM price_book
            WHERE id = ANY(:ids) AND state = 'PUBLISHED'
            """)
                .bind("ids", Ids.array(missing, PriceBookId::value))
                .map(this::read)
                .all()
                .collectList()
                .flatMapIterable(read -> read)
                .concatMap(this::named)
                .doOnNext(book -> books.put(book.id(), book))
                .collectMap(PriceBook::id, book -> book, () -> new HashMap<>(known));
    }

    private Read read(Readable row) {
        return new Read(
                new PriceBookId(Rows.uuid(row, "id")),
                new CommunityId(Rows.uuid(row, "community_id")),
                Rows.get(row, "version", Integer.class),
                json.readValue(Rows.text(row, "content"), BookContent.class));
    }

    private Mono<PriceBook> named(Read read) {
        return catalog.servicesOf(read.community()).map(PublishedBooks::names).map(read::book);
    }

    private static Map<ServiceId, String> names(Map<ServiceId, Service> services) {
        Map<ServiceId, String> names = new HashMap<>();
        services.forEach((id, service) -> names.put(id, service.name()));
        return names;
    }

    /** What was published here is followed at once. */
    void forget(CommunityId community) {
        current.invalidate(community);
    }
}
