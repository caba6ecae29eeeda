package community.doorstep.passes;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Ids;
import community.doorstep.shared.Seal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Passes: given out, shown, used. All of it in the caller's transaction. */
@Component
@EnableConfigurationProperties(PassSettings.class)
public class Passes {

    private static final int DIGITS_TRIED = 20;

    private final PassRows rows;
    private final UseRows uses;
    private final PassDays days;
    private final PassSigning signing;
    private final Tries tries;
    private final Seal seal;
    private final Clock clock;

    Passes(PassRows rows, UseRows uses, PassDays days, PassSigning signing, Tries tries, Seal seal, Clock clock) {
        this.rows = rows;
        this.uses = uses;
        this.days = days;
        this.signing = signing;
        this.tries = tries;
        this.seal = seal;
        this.clock = clock;
    }

    /** The pass; asked for again by its id, the same. */
    public Mono<ShownPass> issue(NewPass wanted) {
        return rows.byIds(List.of(wanted.id()))
                .singleOrEmpty()
                .switchIfEmpty(Mono.defer(() -> add(wanted)))
                .map(this::shown);
    }

    private Mono<Pass> add(NewPass wanted) {
        return days.hash(wanted.community(), wanted.station(), wanted.day())
                .flatMap(hash -> Mono.defer(() -> add(wanted, hash))
                        .repeatWhenEmpty(DIGITS_TRIED, tries -> tries)
                        .switchIfEmpty(Mono.error(() -> new IllegalStateException("No digits are left"))));
    }

    /** Empty when somebody else has the digits. */
    private Mono<Pass> add(NewPass wanted, DigitHash hash) {
        String digits = DigitHash.randomDigits();
        byte[] sealed = seal.seal(digits.getBytes(StandardCharsets.US_ASCII), context(wanted.id()));
        return hash.of(digits)
                .flatMap(hashed -> rows.add(wanted, sealed, hashed, clock.instant()))
                .switchIfEmpty(Mono.defer(() -> rows.byIds(List.of(wanted.id())).singleOrEmpty()));
    }

    /** Those of the passes that are there. */
    public Mono<Map<PassId, ShownPass>> shown(Collection<PassId> ids) {
        return rows.byIds(ids).map(this::shown).collectMap(ShownPass::id);
    }

    private ShownPass shown(Pass pass) {
        return new ShownPass(
                pass.id(),
                pass.subject(),
                new String(seal.open(pass.digits(), context(pass.id())), StandardCharsets.US_ASCII),
                signing.text(pass.payload()),
                pass.validFrom(),
                pass.validUntil(),
                pass.usedAt(),
                pass.withdrawnAt());
    }

    private static String context(PassId pass) {
        return "pass/" + pass;
    }

    /** Whether it was still good; one that was used stays used. */
    public Mono<Boolean> withdraw(CommunityId community, PassId id) {
        return rows.withdraw(community, id, clock.instant());
    }

    /** Uses what is shown, at most once whoever asks at the same time. */
    public Mono<PassVerdict> use(PassClaim claim) {
        return claim.digits() == null ? useQr(claim, claim.qr()) : useDigits(claim, claim.digits());
    }

    private Mono<PassVerdict> useQr(PassClaim claim, @Nullable String text) {
        QrPayload payload = signing.payload(Objects.requireNonNull(text));
        if (payload == null || !payload.station().equals(claim.station())) {
            return Mono.just(PassVerdict.of(PassOutcome.UNKNOWN));
        }
        return rows.byIds(List.of(payload.pass()))
                .singleOrEmpty()
                .flatMap(pass -> use(claim, pass))
                .defaultIfEmpty(PassVerdict.of(PassOutcome.UNKNOWN));
    }

    private Mono<PassVerdict> useDigits(PassClaim claim, String digits) {
        return tries.another(claim.station(), claim.by())
                .flatMap(may -> may ? typed(claim, digits) : Mono.just(PassVerdict.of(PassOutcome.TRIES_EXHAUSTED)));
    }

    private Mono<PassVerdict> typed(PassClaim claim, String digits) {
        UUID[] communities = {claim.community().value()};
        return days.standing(communities, claim.station(), claim.day())
                .flatMap(hash -> hash.of(digits))
                .flatMap(hash -> rows.byDigits(claim.community(), claim.station(), claim.day(), hash))
                .filter(pass -> pass.purpose().equals(claim.purpose()))
                .delayUntil(pass -> tries.right(claim.station(), claim.by()))
                .flatMap(pass -> use(claim, pass))
                .defaultIfEmpty(PassVerdict.of(PassOutcome.UNKNOWN));
    }

    private Mono<PassVerdict> use(PassClaim claim, Pass pass) {
        if (!pass.community().equals(claim.community()) || !pass.purpose().equals(claim.purpose())) {
            return Mono.just(PassVerdict.of(PassOutcome.UNKNOWN));
        }
        Instant now = clock.instant();
        UseRows.Use use = new UseRows.Use(Ids.next(), pass.id(), PassOutcome.ACCEPTED, now, null, 0, claim.by());
        return rows.use(pass, use.id(), now)
                .delayUntil(used -> uses.add(claim.community(), claim.station(), claim.purpose(), use, now))
                .map(used -> PassVerdict.of(PassOutcome.ACCEPTED, used))
                .switchIfEmpty(Mono.defer(() -> why(pass)));
    }

    private Mono<PassVerdict> why(Pass seen) {
        return rows.byIds(List.of(seen.id()))
                .single()
                .map(pass -> PassVerdict.of(why(pass.usedAt(), pass.withdrawnAt()), pass));
    }

    private static PassOutcome why(@Nullable Instant used, @Nullable Instant withdrawn) {
        if (used != null) {
            return PassOutcome.USED;
        }
        return withdrawn == null ? PassOutcome.OUTSIDE_WINDOW : PassOutcome.WITHDRAWN;
    }
}
