package community.doorstep.income;

import community.doorstep.booking.BookingFulfilled;
import community.doorstep.ledger.Ledger;
import community.doorstep.ledger.Transfer;
import community.doorstep.pricing.ChargeKey;
import community.doorstep.pricing.Charges;
import community.doorstep.shared.EventConsumer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A service was given: what its people pay and what funds add to it is earned, and shared. */
@Component
class Earned implements EventConsumer<BookingFulfilled> {

    private final Sharing sharing;
    private final Charges charges;
    private final Ledger ledger;
    private final Missed missed;
    private final InTurn turn;

    Earned(Sharing sharing, Charges charges, Ledger ledger, Missed missed, InTurn turn) {
        this.sharing = sharing;
        this.charges = charges;
        this.ledger = ledger;
        this.missed = missed;
        this.turn = turn;
    }

    @Override
    public String name() {
        return "earned";
    }

    @Override
    public Class<BookingFulfilled> type() {
        return BookingFulfilled.class;
    }

    @Override
    public Mono<Void> on(List<BookingFulfilled> events) {
        List<ChargeKey> keys = events.stream()
                .map(event -> new ChargeKey(event.community(), event.aggregate()))
                .toList();
        return turn.of(events.stream().map(BookingFulfilled::aggregate).toList())
                .then(Mono.defer(() -> charges.subsidies(keys)))
                .flatMapMany(subsidies -> Flux.fromIterable(events).concatMap(event -> transfer(event, subsidies)))
                .collectList()
                .flatMap(ledger::postAll)
                .thenMany(Flux.fromIterable(events))
                .concatMap(event -> missed.undo(event.community(), event.aggregate()))
                .then();
    }

    private Mono<Transfer> transfer(BookingFulfilled event, Map<UUID, Map<String, Long>> subsidies) {
        return sharing.lines(new Sharing.Earning(
                        event.community(),
                        event.service().value(),
                        event.station(),
                        event.dueFen(),
                        subsidies.getOrDefault(event.aggregate(), Map.of())))
                .filter(lines -> !lines.isEmpty())
                .map(lines -> Kind.SERVICE.transfer(event.community(), event.aggregate(), lines));
    }
}
