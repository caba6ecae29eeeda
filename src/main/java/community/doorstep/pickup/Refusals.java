package community.doorstep.pickup;

import community.doorstep.passes.PassOutcome;
import community.doorstep.shared.Refusal;

/** The refusal of each code. */
final class Refusals {

    private Refusals() {}

    static Refusal of(String code) {
        return switch (code) {
            case Permission.NOT_ALLOWED -> Refusal.conflict("pick-up-not-allowed");
            case Permission.NOT_LISTED -> Refusal.conflict("pick-up-not-listed");
            case Permission.NOT_ALONE -> Refusal.conflict("may-not-walk-alone");
            case PickUps.NOT_CHECKED_IN -> Refusal.conflict("not-checked-in");
            case PickUps.ALREADY_LEFT -> Refusal.conflict("already-left");
            default -> passRefusal(code);
        };
    }

    private static Refusal passRefusal(String code) {
        for (PassOutcome outcome : PassOutcome.values()) {
            if (outcome != PassOutcome.ACCEPTED && outcome.refusal().code().equals(code)) {
                return outcome.refusal();
            }
        }
        throw new IllegalStateException("No refusal " + code);
    }
}
