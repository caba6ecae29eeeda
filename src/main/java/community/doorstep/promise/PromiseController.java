package community.doorstep.promise;

import community.doorstep.catalog.Catalog;
import community.doorstep.catalog.Service;
import community.doorstep.catalog.ServiceId;
import community.doorstep.shared.Caller;
import community.doorstep.shared.GeoPoint;
import community.doorstep.shared.Grant;
import community.doorstep.shared.Ids;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.Role;
import community.doorstep.shared.StationRef;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Promises: before booking for everybody, and how they went for those who run stations. */
@RestController
@RequestMapping("/api")
class PromiseController {

    private static final Set<Role> LOOK = EnumSet.of(Role.STATION_LEAD, Role.OPERATOR);
    private static final int LONGEST_SKILL = 30;
    private static final int MOST_DAYS = 366;

    private final Promises promises;
    private final Agreements agreements;
    private final PromiseRows rows;
    private final Catalog catalog;
    private final Clock clock;

    PromiseController(Promises promises, Agreements agreements, PromiseRows rows, Catalog catalog, Clock clock) {
        this.promises = promises;
        this.agreements = agreements;
        this.rows = rows;
        this.catalog = catalog;
        this.clock = clock;
    }

    /** {@code place} is {@code latitude,longitude} in GCJ-02, {@code skill} what is broken; both may be left out. */
    @GetMapping("/services/{id}/promise")
    Mono<Promise> promise(
            @PathVariable ServiceId id,
            @RequestParam(required = false) @Nullable String skill,
            @RequestParam(required = false) @Nullable String place) {
        if (skill != null && skill.length() > LONGEST_SKILL) {
            throw Refusal.badRequest("skill-malformed");
        }
        GeoPoint door = place == null ? null : GeoPoint.of(place);
        return catalog.service(id).flatMap(service -> possible(service, skill, door));
    }

    private Mono<Promise> possible(Service service, @Nullable String skill, @Nullable GeoPoint door) {
        StationRef station = new StationRef(service.communityId(), service.stationId());
        return agreements
                .of(skill, service)
                .map(agreed -> agreements.possible(station, agreed))
                .orElseGet(() -> promises.possible(station, skill, door));
    }

    /** Of each station that the caller runs, over so many days. */
    @GetMapping("/station/promises")
    Mono<List<PromiseFigures>> figures(
            @AuthenticationPrincipal Caller caller, @RequestParam(defaultValue = "7") int days) {
        if (days < 1 || days > MOST_DAYS) {
            throw Refusal.badRequest("days-out-of-range").with("most", MOST_DAYS);
        }
        List<Grant> grants = caller.grants().stream()
                .filter(grant -> LOOK.contains(grant.role()))
                .toList();
        if (grants.isEmpty()) {
            throw Refusal.forbidden("role-missing");
        }
        return rows.figures(
                        Ids.array(
                                grants.stream()
                                        .filter(grant -> grant.station() == null)
                                        .map(Grant::community)
                                        .filter(Objects::nonNull)
                                        .toList(),
                                id -> id.value()),
                        Ids.array(
                                grants.stream()
                                        .map(Grant::station)
                                        .filter(Objects::nonNull)
                                        .toList(),
                                id -> id.value()),
                        clock.instant().minus(Duration.ofDays(days)))
                .collectList();
    }
}
