package community.doorstep.passes;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The answer to what was shown, as committed with whatever the caller writes: a refusal is given after that.
 *
 * @param pass null when there is none such
 * @param subject what it concerns
 */
public record PassVerdict(
        PassOutcome outcome,
        @Nullable PassId pass,
        @Nullable UUID subject) {

    static PassVerdict of(PassOutcome outcome) {
        return new PassVerdict(outcome, null, null);
    }

    static PassVerdict of(PassOutcome outcome, Pass pass) {
        return new PassVerdict(outcome, pass.id(), pass.subject());
    }

    public boolean accepted() {
        return outcome == PassOutcome.ACCEPTED;
    }
}
