package community.doorstep.supplement;

import community.doorstep.identity.Family;
import community.doorstep.payment.Payable;
import community.doorstep.payment.Payables;
import community.doorstep.shared.Caller;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/** What is due for supplements. */
@Component
class SupplementPayables implements Payables {

    private static final Duration AT_LEAST = Duration.ofHours(2);

    private final SupplementRows rows;
    private final Family family;
    private final Clock clock;

    SupplementPayables(SupplementRows rows, Family family, Clock clock) {
        this.rows = rows;
        this.family = family;
        this.clock = clock;
    }

    @Override
    public Flux<Payable> own(Caller caller, Collection<UUID> references) {
        return family.actsFor(caller.person())
                .flatMapMany(people -> rows.own(references, people))
                .map(this::payable);
    }

    @Override
    public Flux<Payable> atDesk(UUID[] communities, Collection<UUID> references) {
        return rows.atDesk(references, communities).map(this::payable);
    }

    @Override
    public Flux<Payable> any(Collection<UUID> references) {
        return rows.byIds(references).map(this::payable);
    }

    private Payable payable(Supplement supplement) {
        return new Payable(
                supplement.communityId(),
                supplement.id().value(),
                supplement.payerId(),
                supplement.amountFen(),
                supplement.words(),
                payBefore(supplement),
                false,
                false,
                obstacle(supplement));
    }

    /** It stays due however late somebody asks to pay it. */
    private Instant payBefore(Supplement supplement) {
        Instant soonest = clock.instant().plus(AT_LEAST);
        return supplement.payBefore().isBefore(soonest) ? soonest : supplement.payBefore();
    }

    private static @Nullable String obstacle(Supplement supplement) {
        return switch (supplement.state()) {
            case OPEN -> null;
            case PAID -> "already-paid";
            case WITHDRAWN -> "supplement-withdrawn";
        };
    }
}
