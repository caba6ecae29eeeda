package community.doorstep.catalog;

import community.doorstep.shared.Caller;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.GeoPoint;
import community.doorstep.shared.Idempotency;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Role;
import community.doorstep.shared.StationId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Setting up what a community offers. City admins make communities; a community's admin makes what is in it. */
@RestController
@RequestMapping("/api/admin")
class CatalogAdminController {

    record NewCommunity(@NotBlank @Size(max = 60) String name) {}

    /** @param kind left out, the community's own */
    record NewStation(
            @NotNull CommunityId communityId,
            @NotBlank @Size(max = 60) String name,
            @NotBlank @Size(max = 200) String address,
            @NotNull @Valid GeoPoint place,
            @NotBlank @Size(max = 20) String phone,
            @Nullable StationKind kind) {}

    record NewRoom(
            @NotNull StationId stationId,
            @NotBlank @Size(max = 60) String name,
            @Min(1) @Max(10_000) int seats) {}

    record NewService(
            @NotNull StationId stationId,
            @NotNull ServiceKind kind,
            @NotBlank @Size(max = 60) String name,
            @NotNull @Size(max = 500) String description,
            @NotBlank @Size(max = 20) String capacityUnit,
            @NotNull PaymentTerms paymentTerms,
            @Nullable @Min(60) @Max(86_400) Integer holdSeconds,
            @Nullable @Min(0) @Max(130) Integer minAge,
            @Nullable @Min(0) @Max(130) Integer maxAge,
            @Nullable @Valid ServiceRules rules) {}

    /**
     * Times are local to the community; one activity serves all weekdays, or there is one for each.
     *
     * @param keepsHolidays whether the community's calendar counts; left out, for care only
     * @param daysAhead for how many days after today its slots are made; left out, as for all
     */
    record NewSchedule(
            @NotNull ServiceId serviceId,
            @Nullable UUID roomId,
            @NotEmpty @Size(max = 7) List<@NotNull @Min(1) @Max(7) Integer> weekdays,
            @NotNull LocalTime starts,
            @NotNull LocalTime ends,
            @NotNull LocalTime cutOff,
            @Min(1) @Max(100_000) int capacity,
            @NotEmpty @Size(max = 7) List<@NotBlank @Size(max = 60) String> activities,
            @NotNull LocalDate firstDay,
            @Nullable LocalDate lastDay,
            @Nullable PersonId teacherId,
            @Nullable Boolean keepsHolidays,
            @Nullable @Min(1) @Max(400) Integer daysAhead) {}

    record Made(UUID id) {}

    private final CatalogAdmin admin;
    private final Schedules schedules;
    private final CatalogRows rows;
    private final Idempotency idempotency;

    CatalogAdminController(CatalogAdmin admin, Schedules schedules, CatalogRows rows, Idempotency idempotency) {
        this.admin = admin;
        this.schedules = schedules;
        this.rows = rows;
        this.idempotency = idempotency;
    }

    @GetMapping("/communities")
    Mono<List<Community>> communities(@AuthenticationPrincipal Caller caller) {
        return rows.communities()
                .filter(community -> caller.roles().contains(Role.CITY_ADMIN)
                        || caller.grants().stream()
                                .anyMatch(grant -> community.id().equals(grant.community())))
                .collectList();
    }

    /** Refuses {@code name-taken} (409). */
    @PostMapping("/communities")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<Made> addCommunity(
            @AuthenticationPrincipal Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @Valid @RequestBody NewCommunity wanted) {
        caller.mustBeCityAdmin();
        return once(caller, key, wanted, admin.add(caller, wanted));
    }

    /** Refuses {@code name-taken} (409). */
    @PostMapping("/stations")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<Made> addStation(
            @AuthenticationPrincipal Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @Valid @RequestBody NewStation wanted) {
        caller.mustBe(wanted.communityId(), Role.COMMUNITY_ADMIN);
        return once(caller, key, wanted, admin.add(caller, wanted));
    }

    /** Refuses {@code station-unknown} (404) for a station of a community that is not the admin's. */
    @PostMapping("/rooms")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<Made> addRoom(
            @AuthenticationPrincipal Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @Valid @RequestBody NewRoom wanted) {
        return once(caller, key, wanted, admin.add(caller, wanted));
    }

    /**
     * Refuses {@code station-unknown} (404), {@code name-taken} (409), {@code age-range-reversed}, {@code rules-invalid}
     * (422).
     */
    @PostMapping("/services")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<Made> addService(
            @AuthenticationPrincipal Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @Valid @RequestBody NewService wanted) {
        return once(caller, key, wanted, admin.add(caller, wanted));
    }

    /**
     * Its slots are made at once. Refuses {@code service-unknown}, {@code room-unknown}, {@code teacher-unknown} (404),
     * {@code room-taken}, {@code teacher-taken} (409), {@code room-too-small}, {@code schedule-invalid} (422).
     */
    @PostMapping("/schedules")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<Made> addSchedule(
            @AuthenticationPrincipal Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @Valid @RequestBody NewSchedule wanted) {
        return once(caller, key, wanted, schedules.add(caller, wanted));
    }

    private Mono<Made> once(Caller caller, @Nullable String key, Object wanted, Mono<UUID> work) {
        return idempotency.once(caller.person(), key, wanted, Made.class, work.map(Made::new));
    }
}
