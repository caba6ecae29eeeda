package community.doorstep.income;

import community.doorstep.booking.Attendee;
import community.doorstep.ledger.Account;
import community.doorstep.ledger.Balances;
import community.doorstep.ledger.Ledger;
import community.doorstep.ledger.Transfer;
import community.doorstep.payment.Payments;
import community.doorstep.payment.RefundDone;
import community.doorstep.shared.StationId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Money that goes back after it was earned is taken from those who have earned it, in the same shares. */
@Component
class Returned {

    private record From(UUID service, StationId station) {}

    private final Lookup lookup;
    private final Kept kept;
    private final Sharing sharing;
    private final Payments payments;
    private final Balances balances;
    private final Ledger ledger;

    Returned(Lookup lookup, Kept kept, Sharing sharing, Payments payments, Balances balances, Ledger ledger) {
        this.lookup = lookup;
        this.kept = kept;
        this.sharing = sharing;
        this.payments = payments;
        this.balances = balances;
        this.ledger = ledger;
    }

    /**
     * What was paid twice was never earned, and goes back without this; so does what a cancellation did not keep. What
     * staff give back was earned, be it booked a moment later.
     */
    Mono<Void> book(RefundDone refund) {
        return payments.paid(refund.community(), List.of(refund.aggregate()))
                .filter(paid -> paid.payment().equals(refund.payment()))
                .next()
                .flatMap(paid -> kept.bookFirst(refund.aggregate()).thenReturn(true))
                .flatMapMany(first -> balances.booked(refund.community(), Kind.EARNED, refund.aggregate()))
                .map(transfer -> transfer.onto(Account.RESIDENTS))
                .reduce(0L, Long::sum)
                .filter(earned -> refund.favour() || earned > 0)
                .flatMap(earned -> transfer(refund))
                .flatMap(ledger::post)
                .then();
    }

    private Mono<Transfer> transfer(RefundDone refund) {
        return from(refund.aggregate())
                .flatMap(from -> sharing.lines(new Sharing.Earning(
                        refund.community(), from.service(), from.station(), -refund.amountFen(), Map.of())))
                .map(lines -> Kind.RETURNED.transfer(refund.community(), refund.refund(), lines));
    }

    private Mono<From> from(UUID reference) {
        return lookup.booking(reference)
                .map(Returned::from)
                .switchIfEmpty(Mono.defer(() -> lookup.supplement(reference)
                        .flatMap(paid -> lookup.service(paid).map(service -> new From(service, paid.stationId())))));
    }

    private static From from(Attendee booking) {
        return new From(booking.service().value(), booking.station());
    }
}
