package community.doorstep.booking;

import community.doorstep.catalog.Catalog;
import community.doorstep.catalog.Service;
import community.doorstep.catalog.ServiceId;
import community.doorstep.pricing.Charges;
import community.doorstep.shared.Outbox;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Notes who did not come, once a slot is over for a while: the seat stays taken, the subsidy is spent (the meal was
 * cooked), the payment stays. Each exactly once, whichever instance looks.
 */
@Component
@EnableConfigurationProperties(AftermathSettings.class)
class Absences {

    private static final int SLOTS = 50;
    private static final int BOOKINGS = 200;

    private final AbsenceRows rows;
    private final Catalog catalog;
    private final Charges charges;
    private final Outbox outbox;
    private final TransactionalOperator transaction;
    private final AftermathSettings settings;
    private final Clock clock;

    Absences(
            AbsenceRows rows,
            Catalog catalog,
            Charges charges,
            Outbox outbox,
            TransactionalOperator transaction,
            AftermathSettings settings,
            Clock clock) {
        this.rows = rows;
        this.catalog = catalog;
        this.charges = charges;
        this.outbox = outbox;
        this.transaction = transaction;
        this.settings = settings;
        this.clock = clock;
    }

    /** Until there is nothing more to note. */
    Mono<Void> note() {
        return Mono.defer(this::some).repeat().takeUntil(noted -> noted == 0).then();
    }

    /** Some slots and their bookings, in a transaction of their own; answers how many of either were noted. */
    private Mono<Long> some() {
        Instant now = clock.instant();
        return rows.over(now.minus(settings.absentAfter()), SLOTS)
                .flatMap(over -> over.isEmpty() ? Mono.just(0L) : note(over, now))
                .as(transaction::transactional)
                .doOnNext(noted -> outbox.nudge());
    }

    private Mono<Long> note(List<AbsenceRows.Over> over, Instant now) {
        return presence(over)
                .map(presence -> over.stream()
                        .filter(slot -> presence.getOrDefault(slot.service(), false))
                        .toList())
                .flatMap(watched -> rows.missed(watched, now, BOOKINGS)
                        .delayUntil(this::told)
                        .zipWhen(missed -> rows.noted(over, watched, now), (missed, noted) -> missed.size() + noted));
    }

    private Mono<Map<ServiceId, Boolean>> presence(List<AbsenceRows.Over> over) {
        return Flux.fromStream(over.stream().map(AbsenceRows.Over::service).distinct())
                .concatMap(catalog::service)
                .collectMap(Service::id, Service::needsPresence);
    }

    private Mono<Void> told(List<Booking> missed) {
        return charges.commit(missed.stream().map(Booking::chargeKey).toList())
                .then(Mono.defer(
                        () -> outbox.addAll(missed.stream().map(Booking::missed).toList())));
    }
}
