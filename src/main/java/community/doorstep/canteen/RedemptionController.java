package community.doorstep.canteen;

import community.doorstep.catalog.Catalog;
import community.doorstep.passes.TabletClock;
import community.doorstep.shared.Caller;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.Role;
import community.doorstep.shared.StationId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The counter hands meals out. */
@RestController
@RequestMapping("/api/station/redemptions")
class RedemptionController {

    /** One of {@code qr}, {@code digits}, {@code code}, which was printed, and {@code bookingId}, which a search has found. */
    record NewRedemption(
            @NotNull StationId stationId,
            @Nullable UUID bookingId,
            @Nullable @Size(max = 500) String qr,
            @Nullable @Pattern(regexp = "[0-9]{6}") String digits,
            @Nullable @Size(max = 32) String code) {

        @Override
        public String toString() {
            return "NewRedemption[" + stationId + "]";
        }
    }

    /**
     * @param id made by the tablet, so that the same use may be sent again
     * @param at as the tablet's clock said
     */
    record OfflineUse(
            @NotNull UUID id,
            @NotNull UUID bookingId,
            @NotNull OffsetDateTime at) {}

    /** @param tabletNow what the tablet's clock says now */
    record Sync(
            @NotNull StationId stationId,
            @NotNull OffsetDateTime tabletNow,
            @NotEmpty @Size(max = 500) List<@NotNull @Valid OfflineUse> uses) {}

    /**
     * @param clockAheadSeconds by how much the times were put right
     * @param clockWrong it is off by more than ten minutes: set it
     */
    record Synced(List<OfflineRedemptions.Heard> uses, long clockAheadSeconds, boolean clockWrong) {}

    private final Redemptions redemptions;
    private final OfflineRedemptions offline;
    private final RedemptionRows rows;
    private final Catalog catalog;
    private final Clock clock;

    RedemptionController(
            Redemptions redemptions, OfflineRedemptions offline, RedemptionRows rows, Catalog catalog, Clock clock) {
        this.redemptions = redemptions;
        this.offline = offline;
        this.rows = rows;
        this.catalog = catalog;
        this.clock = clock;
    }

    @PostMapping
    Mono<Redemptions.Handed> redeem(
            @AuthenticationPrincipal Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @Valid @RequestBody NewRedemption shown) {
        long said = Stream.of(shown.bookingId(), shown.qr(), shown.digits(), shown.code())
                .filter(java.util.Objects::nonNull)
                .count();
        if (said != 1) {
            throw Refusal.badRequest("pass-unclear");
        }
        return redemptions.hand(
                caller,
                key,
                new Redemptions.Shown(shown.stationId(), shown.bookingId(), shown.qr(), shown.digits(), shown.code()));
    }

    /** What a tablet let pass while it was alone; the same use may be sent again. */
    @PostMapping("/offline")
    Mono<Synced> sync(@AuthenticationPrincipal Caller caller, @Valid @RequestBody Sync sync) {
        List<UUID> communities = List.of(caller.communitiesAt(sync.stationId(), Role.COUNTER, Role.STATION_LEAD));
        TabletClock ahead = TabletClock.of(sync.tabletNow().toInstant(), clock.instant());
        List<OfflineRedemptions.Use> uses = sync.uses().stream()
                .map(use -> new OfflineRedemptions.Use(
                        use.id(), use.bookingId(), use.at().toInstant()))
                .toList();
        return catalog.station(sync.stationId())
                .filter(station -> communities.contains(station.communityId().value()))
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("station-unknown")))
                .map(station -> new OfflineRedemptions.Tablet(station.communityId(), station.id(), caller, ahead))
                .flatMap(tablet -> offline.take(tablet, uses))
                .map(heard -> new Synced(heard, ahead.ahead().toSeconds(), ahead.isWrong()));
    }

    /** Meals that were handed out once too often, by when that became known. */
    @GetMapping("/conflicts")
    Mono<List<OfflineRedemptions.Heard>> conflicts(
            @AuthenticationPrincipal Caller caller,
            @RequestParam StationId stationId,
            @RequestParam OffsetDateTime from,
            @RequestParam OffsetDateTime to) {
        UUID[] communities = caller.communitiesAt(stationId, Role.COUNTER, Role.STATION_LEAD);
        return rows.conflicts(communities, stationId, from.toInstant(), to.toInstant())
                .collectList();
    }
}
