package community.doorstep.catalog;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.GeoPoint;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.StationId;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * What there is to book, and where. Communities, stations and services change rarely and are remembered for a few
 * seconds; what a booking depends on is read from locked rows.
 */
@Component
public class Catalog {

    private static final int MOST = 10_000;
    private static final Duration STANDS = Duration.ofSeconds(5);

    private final CatalogRows rows;
    private final Cache<CommunityId, Community> communities = cache();
    private final Cache<StationId, Station> stations = cache();
    private final Cache<ServiceId, Service> services = cache();

    Catalog(CatalogRows rows) {
        this.rows = rows;
    }

    private static <K, V> Cache<K, V> cache() {
        return Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(STANDS).build();
    }

    /** Refuses {@code community-unknown} (404). */
    public Mono<Community> community(CommunityId id) {
        return remembered(communities, id, rows.community(id), "community-unknown");
    }

    /** Refuses {@code station-unknown} (404). */
    public Mono<Station> station(StationId id) {
        return remembered(stations, id, rows.station(id), "station-unknown");
    }

    /** All of a community's, as they are at this moment. */
    public Mono<List<Station>> stationsOf(CommunityId community) {
        return rows.stationsOf(community).collectList();
    }

    /** No farther than so many metres, the nearest first. */
    public Mono<List<Station>> stationsNear(GeoPoint place, int metres) {
        return rows.stationsAround(place, metres)
                .filter(station -> station.place().metresTo(place) <= metres)
                .sort(Comparator.comparingDouble(
                                (Station station) -> station.place().metresTo(place))
                        .thenComparing(station -> station.id().value()))
                .collectList();
    }

    /** Refuses {@code service-unknown} (404). */
    public Mono<Service> service(ServiceId id) {
        return remembered(services, id, rows.service(id), "service-unknown");
    }

    /** What was remembered of it here has changed; other instances see it when their memory ends. */
    void forget(ServiceId id) {
        services.invalidate(id);
    }

    /** All services of a community, as they are at this moment. */
    public Mono<Map<ServiceId, Service>> servicesOf(CommunityId community) {
        return rows.servicesOf(community).collectMap(Service::id);
    }

    /** Refuses {@code slot-unknown} (404). */
    public Mono<Slot> slot(SlotId id) {
        return rows.slot(id).switchIfEmpty(Mono.error(() -> Refusal.notFound("slot-unknown")));
    }

    /** The slots of a service that fit the pattern and take bookings, in the order of their start; at most so many. */
    public Mono<List<Slot>> slots(ServiceId service, SlotPattern pattern, int most) {
        return rows.slots(service, pattern, most).collectList();
    }

    /** Refuses {@code slot-unknown} (404) when one of them is not there. */
    public Mono<Map<SlotId, Slot>> slots(Collection<SlotId> ids) {
        return rows.slots(ids)
                .collectMap(Slot::id)
                .filter(found -> found.keySet().containsAll(ids))
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("slot-unknown")));
    }

    private static <K, V> Mono<V> remembered(Cache<K, V> cache, K id, Mono<V> read, String unknown) {
        V known = cache.getIfPresent(id);
        if (known != null) {
            return Mono.just(known);
        }
        return read.doOnNext(value -> cache.put(id, value)).switchIfEmpty(Mono.error(() -> Refusal.notFound(unknown)));
    }
}
