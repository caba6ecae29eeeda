package community.doorstep.escalation;

import community.doorstep.dispatch.Rung;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is to be done with a job at this moment. */
sealed interface Decision {

    /** Nothing until then; null: never again. */
    record Wait(@Nullable Instant until) implements Decision {}

    /** Offer it to the best who was not asked yet. */
    record MakeOffer() implements Decision {}

    /** The station is closed: whoever answers for it. */
    record AnswerAtNight() implements Decision {}

    record ClimbTo(Rung rung) implements Decision {}

    /** A pause is over. */
    record Reopen() implements Decision {}

    /** Somebody has it and is not there in time. */
    record CallLate() implements Decision {}
}
