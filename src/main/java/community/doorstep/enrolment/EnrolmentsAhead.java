package community.doorstep.enrolment;

import community.doorstep.catalog.Slot;
import community.doorstep.catalog.SlotId;
import community.doorstep.catalog.SlotListener;
import community.doorstep.shared.Repeating;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Books the days of repeats whose slots were made later than the repeat. */
@Component
class EnrolmentsAhead extends Repeating {

    private static final Duration EVERY = Duration.ofSeconds(2);

    EnrolmentsAhead(Enrolments enrolments) {
        super(EVERY, enrolments::proceedAll);
    }

    /** Told in the transaction that makes the slots. */
    @Component
    static class NewDays implements SlotListener {

        private final EnrolmentRows rows;

        NewDays(EnrolmentRows rows) {
            this.rows = rows;
        }

        @Override
        public Mono<Void> made(List<Slot> slots) {
            LocalDate first =
                    slots.stream().map(Slot::day).min(LocalDate::compareTo).orElse(LocalDate.MAX);
            return slots.isEmpty()
                    ? Mono.empty()
                    : rows.stale(slots.stream().map(Slot::serviceId).distinct().toList(), first);
        }

        @Override
        public Mono<Void> closed(List<SlotId> slots) {
            return Mono.empty();
        }
    }
}
