package community.doorstep.reconciliation;

import community.doorstep.shared.Audit;
import community.doorstep.shared.Caller;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Detached;
import community.doorstep.shared.Idempotency;
import community.doorstep.shared.Page;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.Role;
import community.doorstep.wechat.WechatNotYet;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Differences between WeChat's bills and the books: finance settles its community's, the city what is nobody's. */
@RestController
@RequestMapping("/api/admin/reconciliation")
class ReconciliationController {

    /** What it was, in the end, and in the settler's words. */
    record Settlement(
            @NotNull DifferenceCause cause,
            @NotBlank @Size(max = 500) String note) {}

    private final BillReconciliation reconciliation;
    private final DayRows days;
    private final DifferenceRows differences;
    private final Idempotency idempotency;
    private final Audit audit;
    private final Detached detached;
    private final Clock clock;

    ReconciliationController(
            BillReconciliation reconciliation,
            DayRows days,
            DifferenceRows differences,
            Idempotency idempotency,
            Audit audit,
            Detached detached,
            Clock clock) {
        this.reconciliation = reconciliation;
        this.days = days;
        this.differences = differences;
        this.idempotency = idempotency;
        this.audit = audit;
        this.detached = detached;
        this.clock = clock;
    }

    /** The last days, newest first: what WeChat's bills say in sum, for the city. */
    @GetMapping("/days")
    Mono<List<ReconciledDay>> days(
            @AuthenticationPrincipal Caller caller, @RequestParam(required = false) @Nullable LocalDate before) {
        caller.mustBeCityAdmin();
        return days.before(before == null ? today().plusDays(1) : before, 31).collectList();
    }

    /** Fetches the day's bills and compares them now, again if they were before. Refuses {@code bill-day} (422). */
    @PostMapping("/days/{day}")
    Mono<ReconciledDay> compare(@AuthenticationPrincipal Caller caller, @PathVariable LocalDate day) {
        caller.mustBeCityAdmin();
        if (!day.isBefore(today()) || day.isBefore(today().minusDays(90))) {
            throw Refusal.unprocessable("bill-day");
        }
        return detached.run(audit.note(
                        caller.person(), null, "bills-compared", caller.person().value(), day.toString()))
                .then(Mono.defer(() -> reconciliation.compare(day)))
                .onErrorMap(
                        WechatNotYet.class, notYet -> Refusal.unavailable("bill-not-ready", Duration.ofMinutes(30)));
    }

    @GetMapping("/differences")
    Mono<Page<BillDifference>> differences(
            @AuthenticationPrincipal Caller caller,
            @RequestParam(defaultValue = "OPEN") BillDifference.State state,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "20") int size) {
        int asked = Page.size(size);
        return differences
                .of(communities(caller), isCity(caller), state, Page.before(cursor), asked + 1)
                .collectList()
                .map(found -> Page.of(found, asked, BillDifference::id));
    }

    /** Refuses {@code difference-unknown} (404) and {@code difference-settled} (409). */
    @PostMapping("/differences/{id}/settlement")
    Mono<BillDifference> settle(
            @AuthenticationPrincipal Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @PathVariable UUID id,
            @Valid @RequestBody Settlement wanted) {
        Mono<BillDifference> work = differences
                .one(id, communities(caller), isCity(caller))
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("difference-unknown")))
                .flatMap(seen ->
                        differences.settle(seen, wanted.cause(), wanted.note().strip(), caller.person()))
                .switchIfEmpty(Mono.error(() -> Refusal.conflict("difference-settled")))
                .delayUntil(settled -> audit.note(
                        caller.person(),
                        settled.communityId(),
                        "difference-settled",
                        settled.id(),
                        settled.kind().name() + " " + settled.cause().name()));
        return idempotency.once(caller.person(), key, List.of(id, wanted), BillDifference.class, work);
    }

    private static boolean isCity(Caller caller) {
        return caller.roles().contains(Role.CITY_ADMIN);
    }

    /** Refuses {@code role-missing} (403) to whoever is neither the city's nor answers for a community's money. */
    private static UUID[] communities(Caller caller) {
        UUID[] own = caller.grants().stream()
                .filter(grant -> grant.role() == Role.FINANCE || grant.role() == Role.COMMUNITY_ADMIN)
                .map(grant -> grant.community())
                .filter(Objects::nonNull)
                .map(CommunityId::value)
                .distinct()
                .toArray(UUID[]::new);
        if (own.length == 0 && !isCity(caller)) {
            throw Refusal.forbidden("role-missing");
        }
        return own;
    }

    private LocalDate today() {
        return clock.instant().atZone(BillReconciliation.SHANGHAI).toLocalDate();
    }
}
