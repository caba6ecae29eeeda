package community.doorstep.care;

import community.doorstep.booking.Attendee;
import community.doorstep.booking.Attendees;
import community.doorstep.catalog.ServiceKind;
import community.doorstep.children.Guardians;
import community.doorstep.shared.Outbox;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Asks where a child is, and tells that it waits: each once, whichever instance looks. */
@Component
class Asking {

    private static final Duration LOOKS_BACK = Duration.ofHours(12);
    private static final int MOST = 500;

    private final AttendanceRows rows;
    private final Attendees attendees;
    private final Guardians guardians;
    private final Outbox outbox;
    private final TransactionalOperator transaction;
    private final CareSettings settings;
    private final Clock clock;

    Asking(
            AttendanceRows rows,
            Attendees attendees,
            Guardians guardians,
            Outbox outbox,
            TransactionalOperator transaction,
            CareSettings settings,
            Clock clock) {
        this.rows = rows;
        this.attendees = attendees;
        this.guardians = guardians;
        this.outbox = outbox;
        this.transaction = transaction;
        this.settings = settings;
        this.clock = clock;
    }

    Mono<Void> look() {
        return missing().then(Mono.defer(this::late)).doOnSuccess(done -> outbox.nudge());
    }

    private Mono<Void> missing() {
        Instant began = clock.instant().minus(settings.askAfter());
        return attendees
                .unseen(ServiceKind.CARE, began.minus(LOOKS_BACK), began, MOST)
                .collectList()
                .flatMapIterable(unseen -> unseen)
                .concatMap(child -> ask(child).as(transaction::transactional))
                .then();
    }

    private Mono<Void> ask(Attendee child) {
        return rows.ask(child, clock.instant())
                .zipWhen(asked -> guardians.informed(asked.child()))
                .flatMap(both -> outbox.add(new ChildMissing(
                        child.community(),
                        child.booking().value(),
                        both.getT1().version(),
                        child.person(),
                        child.service(),
                        child.station(),
                        child.startsAt(),
                        both.getT2())));
    }

    private Mono<Void> late() {
        Instant now = clock.instant();
        return rows.late(now.minus(settings.lateAfter()), now, MOST)
                .flatMapIterable(waiting -> waiting)
                .concatMap(this::tell)
                .then()
                .as(transaction::transactional);
    }

    private Mono<Void> tell(Attendance waiting) {
        return guardians
                .informed(waiting.child())
                .flatMap(readers -> outbox.add(new ChildLate(
                        waiting.community(),
                        waiting.booking().value(),
                        waiting.version(),
                        waiting.child(),
                        waiting.service(),
                        waiting.station(),
                        waiting.endsAt(),
                        readers)));
    }
}
