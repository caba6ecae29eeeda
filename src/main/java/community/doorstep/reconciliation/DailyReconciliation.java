package community.doorstep.reconciliation;

import community.doorstep.shared.Repeating;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Compares each day when its bills are there, which WeChat promises for ten in the morning; days that were missed too. */
@Component
class DailyReconciliation extends Repeating {

    private static final Logger log = LoggerFactory.getLogger(DailyReconciliation.class);
    private static final LocalTime READY = LocalTime.of(10, 15);
    private static final int DAYS_BACK = 7;
    private static final Duration LEASE = Duration.ofMinutes(10);
    private static final Duration LATER = Duration.ofMinutes(30);

    DailyReconciliation(BillReconciliation reconciliation, DayRows days, ReconciliationSettings settings, Clock clock) {
        super(settings.lookEvery(), () -> turn(reconciliation, days, clock));
    }

    /** One day a turn. */
    static Mono<LocalDate> turn(BillReconciliation reconciliation, DayRows days, Clock clock) {
        return days.note(ready(clock))
                .then(Mono.defer(() -> days.due(LEASE)))
                .flatMap(day ->
                        reconciliation.compare(day).thenReturn(day).onErrorResume(error -> later(days, day, error)));
    }

    /** The days whose bills are there. */
    private static List<LocalDate> ready(Clock clock) {
        ZonedDateTime now = clock.instant().atZone(BillReconciliation.SHANGHAI);
        LocalDate last = now.toLocalDate().minusDays(now.toLocalTime().isBefore(READY) ? 2 : 1);
        return IntStream.range(0, DAYS_BACK).mapToObj(last::minusDays).toList();
    }

    private static Mono<LocalDate> later(DayRows days, LocalDate day, Throwable error) {
        log.warn("The bills of {} are looked at again later: {}", day, error.toString());
        return days.lookAgain(day, LATER).then(Mono.empty());
    }
}
