package community.doorstep.income;

import community.doorstep.booking.Attendee;
import community.doorstep.booking.BookingState;
import community.doorstep.ledger.Account;
import community.doorstep.ledger.Balances;
import community.doorstep.ledger.Ledger;
import community.doorstep.ledger.Transfer;
import community.doorstep.payment.Paid;
import community.doorstep.payment.Payments;
import community.doorstep.pricing.ChargeKey;
import community.doorstep.pricing.Charges;
import community.doorstep.shared.CommunityId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** A seat that nobody came for: what was paid for it stays and what the funds added is spent, until somebody says they did. */
@Component
class Missed {

    private final Sharing sharing;
    private final Charges charges;
    private final Payments payments;
    private final Balances balances;
    private final Ledger ledger;

    Missed(Sharing sharing, Charges charges, Payments payments, Balances balances, Ledger ledger) {
        this.sharing = sharing;
        this.charges = charges;
        this.payments = payments;
        this.balances = balances;
        this.ledger = ledger;
    }

    /** In turn; books what is not yet, of a booking as it stands: also what is paid only now. */
    Mono<Void> book(Attendee booking) {
        return booking.state() != BookingState.NO_SHOW
                ? Mono.empty()
                : balances.booked(
                                booking.community(),
                                Kind.MISSED,
                                booking.booking().value())
                        .collectList()
                        .flatMap(before -> book(booking, before));
    }

    private Mono<Void> book(Attendee booking, List<Transfer> before) {
        UUID id = booking.booking().value();
        boolean first = before.isEmpty();
        boolean paidBefore = before.stream().anyMatch(transfer -> transfer.onto(Account.RESIDENTS) != 0);
        Mono<Map<String, Long>> funds = first ? funds(booking) : Mono.just(Map.of());
        Mono<Long> paid = paidBefore ? Mono.just(0L) : paid(booking.community(), id);
        return funds.zipWith(paid)
                .flatMap(both -> sharing.lines(new Sharing.Earning(
                        booking.community(), booking.service().value(), booking.station(), both.getT2(), both.getT1())))
                .filter(lines -> !lines.isEmpty())
                .map(lines -> (first ? Kind.NO_SHOW : Kind.NO_SHOW_PAID).transfer(booking.community(), id, lines))
                .flatMap(ledger::post)
                .then();
    }

    private Mono<Map<String, Long>> funds(Attendee booking) {
        UUID id = booking.booking().value();
        return charges.subsidies(List.of(new ChargeKey(booking.community(), id)))
                .map(subsidies -> subsidies.getOrDefault(id, Map.of()));
    }

    private Mono<Long> paid(CommunityId community, UUID booking) {
        return payments.paid(community, List.of(booking)).map(Paid::amountFen).reduce(0L, Long::sum);
    }

    /** In turn; they came after all, which is booked by itself. */
    Mono<Void> undo(CommunityId community, UUID booking) {
        return balances.booked(community, Kind.MISSED, booking)
                .map(Kind::undoing)
                .collectList()
                .flatMap(ledger::postAll)
                .then();
    }
}
