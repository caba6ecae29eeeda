package community.doorstep.passes;

import community.doorstep.scenes.Scenes;
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
    private final Scenes scenes;
    private final Seal seal;
    private final Clock clock;

    Passes(
            PassRows rows,
            UseRows uses,
            PassDays days,
            PassSigning signing,
            Tries tries,
            Scenes scenes,
            Seal seal,
            Clock clock) {
        this.rows = rows;
        this.uses = uses;
        this.days = days;
        this.signing = signing;
        this.tries = tries;
        this.scenes = scenes;
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
        return rows.withdraw(community, id, clock.instant())
                .delayUntil(withdrawn -> withdrawn ? scenes.revoked(id.value()) : Mono.empty());
    }

    /** Uses what is shown, at most once whoever asks at the same time. */
    public Mono<PassVerdict> use(PassClaim claim) {
        return find(claim).flatMap(found -> found.pass() == null ? Mono.just(found) : use(claim, found.pass()));
    }

    /** Whether what is shown would be good now, and for whom; uses nothing, but wrong digits are counted. */
    public Mono<PassVerdict> look(PassClaim claim) {
        return find(claim);
    }

    private Mono<PassVerdict> find(PassClaim claim) {
        if (claim.digits() != null) {
            return typed(claim, claim.digits());
        }
        return judged(claim, claim.code() == null ? scanned(claim, claim.qr()) : printed(claim, claim.code()));
    }

    private Mono<PassVerdict> judged(PassClaim claim, Mono<Pass> shown) {
        return shown.filter(pass -> pass.community().equals(claim.community())
                        && pass.station().equals(claim.station())
                        && pass.purpose().equals(claim.purpose()))
                .map(pass -> PassVerdict.of(judged(pass, clock.instant()), pass))
                .defaultIfEmpty(PassVerdict.of(PassOutcome.UNKNOWN));
    }

    private Mono<Pass> scanned(PassClaim claim, @Nullable String text) {
        QrPayload payload = signing.payload(Objects.requireNonNull(text));
        return payload == null || !payload.station().equals(claim.station())
                ? Mono.empty()
                : rows.byIds(List.of(payload.pass())).singleOrEmpty();
    }

    private Mono<Pass> printed(PassClaim claim, String code) {
        return ScenePurposes.of(claim.purpose())
                .flatMap(purpose -> scenes.target(code, purpose))
                .flatMap(pass -> rows.byIds(List.of(new PassId(pass))).singleOrEmpty());
    }

    private Mono<PassVerdict> typed(PassClaim claim, String digits) {
        return tries.another(claim.station(), claim.by())
                .flatMap(may -> may
                        ? judged(claim, byDigits(claim, digits))
                        : Mono.just(PassVerdict.of(PassOutcome.TRIES_EXHAUSTED)));
    }

    private Mono<Pass> byDigits(PassClaim claim, String digits) {
        UUID[] communities = {claim.community().value()};
        return days.standing(communities, claim.station(), claim.day())
                .flatMap(hash -> hash.of(digits))
                .flatMap(hash -> rows.byDigits(claim.community(), claim.station(), claim.day(), hash))
                .filter(pass -> pass.purpose().equals(claim.purpose()))
                .delayUntil(pass -> tries.right(claim.station(), claim.by()));
    }

    /** Uses the pass that was found by {@link #look}. */
    public Mono<PassVerdict> use(PassClaim claim, PassId id) {
        Instant now = clock.instant();
        UseRows.Use use = new UseRows.Use(Ids.next(), id, PassOutcome.ACCEPTED, now, null, 0, claim.by());
        return rows.use(claim.community(), id, use.id(), now)
                .delayUntil(used -> uses.add(claim.community(), claim.station(), claim.purpose(), use, now))
                .delayUntil(used -> scenes.spent(id.value(), claim.by()))
                .map(used -> PassVerdict.of(PassOutcome.ACCEPTED, used))
                .switchIfEmpty(Mono.defer(() -> why(id)));
    }

    private Mono<PassVerdict> why(PassId id) {
        return rows.byIds(List.of(id)).single().map(pass -> PassVerdict.of(why(pass), pass));
    }

    private static PassOutcome judged(Pass pass, Instant now) {
        boolean within = !now.isBefore(pass.validFrom()) && now.isBefore(pass.validUntil());
        return pass.usedAt() == null && pass.withdrawnAt() == null && within ? PassOutcome.ACCEPTED : why(pass);
    }

    private static PassOutcome why(Pass pass) {
        if (pass.usedAt() != null) {
            return PassOutcome.USED;
        }
        return pass.withdrawnAt() == null ? PassOutcome.OUTSIDE_WINDOW : PassOutcome.WITHDRAWN;
    }
}
