package community.doorstep.catalog;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.GeoPoint;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.StationId;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What there is near a place; open to everyone. */
@RestController
@RequestMapping("/api")
class CatalogController {

    private static final int FARTHEST = 50_000;

    /**
     * @param metres the distance from the point asked about; null when none was given
     */
    record StationView(Station station, @Nullable Long metres) {}

    private final Catalog catalog;
    private final CatalogRows rows;

    CatalogController(Catalog catalog, CatalogRows rows) {
        this.catalog = catalog;
        this.rows = rows;
    }

    /** Nearest first; {@code near} is {@code latitude,longitude} in GCJ-02, {@code within} in metres. */
    @GetMapping("/stations")
    Mono<List<StationView>> stations(
            @RequestParam(required = false) @Nullable String near, @RequestParam(defaultValue = "5000") int within) {
        if (near == null) {
            return rows.stations()
                    .map(station -> new StationView(station, null))
                    .collectList();
        }
        if (within < 1 || within > FARTHEST) {
            throw Refusal.badRequest("distance-out-of-range").with("most", FARTHEST);
        }
        GeoPoint point = GeoPoint.of(near);
        return rows.stationsAround(point, within)
                .map(station -> new StationView(station, Math.round(point.metresTo(station.place()))))
                .filter(view -> view.metres() != null && view.metres() <= within)
                .sort(Comparator.comparing(CatalogController::metres))
                .collectList();
    }

    /** For whoever scanned its poster. Refuses {@code station-unknown} (404). */
    @GetMapping("/stations/{id}")
    Mono<Station> station(@PathVariable StationId id) {
        return catalog.station(id);
    }

    @GetMapping("/communities/{id}/stations")
    Mono<List<Station>> stationsOf(@PathVariable CommunityId id) {
        return rows.stationsOf(id).collectList();
    }

    private static long metres(StationView view) {
        return view.metres() == null ? Long.MAX_VALUE : view.metres();
    }

    @GetMapping("/services")
    Mono<List<Service>> services(
            @RequestParam(required = false) @Nullable StationId stationId,
            @RequestParam(required = false) @Nullable ServiceKind kind) {
        return rows.services(stationId, kind).collectList();
    }

    @GetMapping("/services/{id}")
    Mono<Service> service(@PathVariable ServiceId id) {
        return catalog.service(id);
    }
}
