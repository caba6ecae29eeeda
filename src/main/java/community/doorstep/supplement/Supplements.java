package community.doorstep.supplement;

import community.doorstep.payment.Payments;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Outbox;
import community.doorstep.shared.Refusal;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Asks for money beyond a booking, and gives it back; each in the caller's own transaction. */
@Component
public class Supplements {

    private final SupplementRows rows;
    private final Payments payments;
    private final Outbox outbox;

    Supplements(SupplementRows rows, Payments payments, Outbox outbox) {
        this.rows = rows;
        this.payments = payments;
        this.outbox = outbox;
    }

    /** Whether it was asked for now; with the same id again nothing changes. The payer is told by the event. */
    public Mono<Boolean> ask(NewSupplement wanted) {
        return rows.add(wanted).delayUntil(added -> outbox.add(added.asked())).hasElement();
    }

    /** Nobody has to pay it any more; what was paid goes back whole. A repeat changes nothing. */
    public Mono<Void> withdraw(CommunityId community, SupplementId id, String reason) {
        return payments.withdraw(community, id.value())
                .then(Mono.defer(() -> rows.withdraw(community, id)))
                .filter(withdrawn -> withdrawn.refundedFen() > 0)
                .flatMapMany(withdrawn -> payments.paid(community, List.of(id.value())))
                .filter(paid -> paid.leftFen() > 0)
                .concatMap(paid -> payments.refundFor(community, paid.reference(), paid.leftFen(), reason))
                .then();
    }

    /** Gives a part back. Refuses {@code refund-above-paid} (409), also when it was not paid. */
    public Mono<Void> refund(CommunityId community, SupplementId id, long fen, String reason) {
        return rows.refund(community, id, fen)
                .filter(noted -> noted)
                .switchIfEmpty(Mono.error(() -> Refusal.conflict("refund-above-paid")))
                .flatMap(noted -> payments.refundFor(community, id.value(), fen, reason));
    }

    /** Empty when there is none with that id. */
    public Mono<Supplement> one(UUID id) {
        return rows.byIds(List.of(id)).next();
    }

    /** All that belong to these bookings or jobs, oldest first. */
    public Flux<Supplement> concerning(CommunityId community, Collection<UUID> concerns) {
        return rows.concerning(community, concerns);
    }
}
