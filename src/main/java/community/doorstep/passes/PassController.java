package community.doorstep.passes;

import community.doorstep.shared.Caller;
import community.doorstep.shared.Role;
import community.doorstep.shared.StationId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What a station's tablet loads, so that it can check passes by itself. */
@RestController
@RequestMapping("/api/station/passes")
class PassController {

    /** @param key Ed25519, 32 bytes in base64 */
    record KeyView(int number, String key) {}

    /** @param hash of the digits, in base64 */
    record Entry(PassId passId, UUID subjectId, String hash, Instant validFrom, Instant validUntil) {}

    /**
     * @param algorithm over digits, with {@code salt} (base64) and {@code rounds}
     * @param mostTries how many wrong digits the tablet lets somebody type
     * @param clockToleranceSeconds by how much it lets windows be wider
     * @param entries those that are good
     * @param gone passes that were used or withdrawn
     */
    record DayView(
            String algorithm,
            @Nullable String salt,
            int rounds,
            int mostTries,
            long clockToleranceSeconds,
            List<Entry> entries,
            List<PassId> gone) {}

    /** @param tabletAt as the tablet's clock said; null: it was checked with us */
    record UseView(
            UUID id,
            PassId passId,
            PassOutcome outcome,
            Instant at,
            @Nullable Instant tabletAt,
            long clockAheadSeconds) {}

    private static final Role[] MORE = {Role.COUNTER, Role.OPERATOR, Role.STATION_LEAD};

    private final PassRows rows;
    private final UseRows uses;
    private final PassDays days;
    private final PassSigning signing;
    private final PassSettings settings;

    PassController(PassRows rows, UseRows uses, PassDays days, PassSigning signing, PassSettings settings) {
        this.rows = rows;
        this.uses = uses;
        this.days = days;
        this.signing = signing;
        this.settings = settings;
    }

    /** With which QR codes are checked; a code names its key by the number. */
    @GetMapping("/keys")
    Mono<List<KeyView>> keys() {
        return Mono.just(signing.keys().stream()
                .map(key -> new KeyView(key.number(), Base64.getEncoder().encodeToString(key.key())))
                .toList());
    }

    /** The passes of a station for a day and purpose; nobody's name. */
    @GetMapping
    Mono<DayView> day(
            @AuthenticationPrincipal Caller caller,
            @RequestParam StationId stationId,
            @RequestParam String purpose,
            @RequestParam LocalDate day) {
        UUID[] communities = caller.communitiesAt(stationId, Role.TEACHER, MORE);
        return rows.of(communities, stationId, day, purpose)
                .collectList()
                .zipWith(days.standing(communities, stationId, day).defaultIfEmpty(new DigitHash(new byte[0], 0)))
                .map(found -> view(found.getT1(), found.getT2()));
    }

    private DayView view(List<Pass> passes, DigitHash hash) {
        return new DayView(
                DigitHash.ALGORITHM,
                hash.rounds() == 0 ? null : Base64.getEncoder().encodeToString(hash.salt()),
                hash.rounds(),
                settings.mostTries(),
                TabletClock.TOLERANCE.toSeconds(),
                passes.stream()
                        .filter(PassController::isGood)
                        .map(PassController::entry)
                        .toList(),
                passes.stream().filter(pass -> !isGood(pass)).map(Pass::id).toList());
    }

    private static boolean isGood(Pass pass) {
        return pass.usedAt() == null && pass.withdrawnAt() == null;
    }

    private static Entry entry(Pass pass) {
        return new Entry(pass.id(), pass.subject(), pass.digitsHash(), pass.validFrom(), pass.validUntil());
    }

    /** All uses of those passes that were used twice, too late or though withdrawn, in the order of time. */
    @GetMapping("/conflicts")
    Mono<List<UseView>> conflicts(
            @AuthenticationPrincipal Caller caller,
            @RequestParam StationId stationId,
            @RequestParam String purpose,
            @RequestParam OffsetDateTime from,
            @RequestParam OffsetDateTime to) {
        return uses.doubtful(
                        caller.communitiesAt(stationId, Role.STATION_LEAD, Role.TEACHER, Role.COUNTER),
                        stationId,
                        purpose,
                        from.toInstant(),
                        to.toInstant())
                .map(use ->
                        new UseView(use.id(), use.pass(), use.outcome(), use.at(), use.tabletAt(), use.offSeconds()))
                .collectList();
    }
}
