package community.doorstep.dispatch;

import community.doorstep.shared.PersonId;
import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who has a job, and since when. */
record JobHands(
        @Nullable PersonId worker,
        @Nullable PersonId handoverTo,
        @Nullable Instant acceptedAt,
        @Nullable Instant arrivedAt) {

    static final JobHands NOBODYS = new JobHands(null, null, null, null);

    JobHands offeredTo(@Nullable PersonId colleague) {
        return new JobHands(worker, colleague, acceptedAt, arrivedAt);
    }

    JobHands arrived(Instant at) {
        return new JobHands(worker, handoverTo, acceptedAt, at);
    }

    /** Never before the step that led there. */
    Instant happened(Instant at) {
        return Stream.of(at, acceptedAt == null ? at : acceptedAt, arrivedAt == null ? at : arrivedAt)
                .max(Instant::compareTo)
                .orElse(at);
    }
}
