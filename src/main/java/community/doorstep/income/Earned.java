package community.doorstep.income;

import community.doorstep.booking.BookingFulfilled;
import community.doorstep.ledger.Account;
import community.doorstep.ledger.Ledger;
import community.doorstep.ledger.Line;
import community.doorstep.ledger.Transfer;
import community.doorstep.pricing.ChargeKey;
import community.doorstep.pricing.Charges;
import community.doorstep.shared.EventConsumer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A service was given: what its people pay and what funds add to it is earned, and shared. From station, operator and
 * community into what residents had prepaid and what each fund owes.
 */
@Component
class Earned implements EventConsumer<BookingFulfilled> {

    private final ShareRows shares;
    private final Charges charges;
    private final Ledger ledger;

    Earned(ShareRows shares, Charges charges, Ledger ledger) {
        this.shares = shares;
        this.charges = charges;
        this.ledger = ledger;
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
        return charges.subsidies(keys)
                .flatMapMany(subsidies -> Flux.fromIterable(events).concatMap(event -> transfer(event, subsidies)))
                .collectList()
                .flatMap(ledger::postAll)
                .then();
    }

    private Mono<Transfer> transfer(BookingFulfilled event, Map<UUID, Map<String, Long>> subsidies) {
        return shares.of(event.community(), event.service().value())
                .map(found -> lines(event, found, subsidies.getOrDefault(event.aggregate(), Map.of())))
                .filter(lines -> !lines.isEmpty())
                .map(lines -> new Transfer(event.community(), "SERVICE", event.aggregate(), "服务收入", lines));
    }

    private static List<Line> lines(BookingFulfilled event, Shares shares, Map<String, Long> subsidies) {
        List<Line> lines = new ArrayList<>();
        add(lines, Account.RESIDENTS, event.dueFen());
        subsidies.forEach((fund, fen) -> add(lines, Account.fund(fund), fen));
        long earned = event.dueFen()
                + subsidies.values().stream().mapToLong(Long::longValue).sum();
        Shares.Parts parts = shares.of(earned);
        add(lines, Account.station(event.station()), -parts.stationFen());
        add(lines, Account.OPERATOR, -parts.operatorFen());
        add(lines, Account.COMMUNITY, -parts.communityFen());
        return lines;
    }

    private static void add(List<Line> lines, Account account, long fen) {
        if (fen != 0) {
            lines.add(new Line(account, fen));
        }
    }
}
