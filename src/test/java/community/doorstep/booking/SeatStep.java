package community.doorstep.booking;

import community.doorstep.shared.PersonId;
import community.doorstep.waitlist.EntryState;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One thing that somebody does, and what they may be answered.
 *
 * @param subject the booking or entry that it is about; a key's booking to be asked for again; null: none
 */
record SeatStep(Kind kind, PersonId person, @Nullable UUID subject) {

    enum Kind {
        BOOK(8, "made", "already-booked", "slot-full"),
        BOOK_TWICE_AT_ONCE(1, "made", "already-booked", "slot-full"),
        ASK_AGAIN(2, "repeat"),
        JOIN(7, "in-line", "already-booked", "already-waiting", "seats-left"),
        TAKE(5, "made", "offer-lapsed", "already-booked"),
        LEAVE(2, "left", "not-waiting"),
        PAY(2, "paid", "already-paid", "booking-over"),
        CANCEL(4, "cancelled", "not-cancellable"),
        HOLD_ENDS(2, "passed"),
        OFFER_ENDS(2, "passed"),
        MOVE(1, "moved");

        private static final List<Kind> DRAWN = java.util.Arrays.stream(values())
                .flatMap(kind -> java.util.Collections.nCopies(kind.weight, kind).stream())
                .toList();

        private final int weight;
        private final Set<String> answers;

        Kind(int weight, String... answers) {
            this.weight = weight;
            this.answers = Set.of(answers);
        }

        static Kind any(Random random) {
            return DRAWN.get(random.nextInt(DRAWN.size()));
        }
    }

    /** What may be answered while other things happen. */
    Set<String> answers() {
        return kind.answers;
    }

    /** What must be answered when nothing else happens: exactly one thing, but for payments, which settle later. */
    Set<String> answers(SeatState before) {
        return switch (kind) {
            case BOOK, BOOK_TWICE_AT_ONCE -> Set.of(booked(before));
            case JOIN -> Set.of(joined(before));
            case TAKE -> Set.of(taken(before));
            case LEAVE -> Set.of("left");
            case PAY -> Set.of("paid", "already-paid");
            case CANCEL -> Set.of("cancelled");
            case ASK_AGAIN, HOLD_ENDS, OFFER_ENDS, MOVE -> kind.answers;
        };
    }

    private String booked(SeatState before) {
        if (before.isBooked(person)) {
            return "already-booked";
        }
        return before.isOffered(person) || before.isFree() ? "made" : "slot-full";
    }

    private String joined(SeatState before) {
        if (before.isBooked(person)) {
            return "already-booked";
        }
        if (before.isInLine(person)) {
            return "already-waiting";
        }
        return before.isFree() ? "seats-left" : "in-line";
    }

    private String taken(SeatState before) {
        boolean offered = before.line().stream()
                .anyMatch(place -> place.entry().equals(subject) && place.state() == EntryState.OFFERED);
        return offered ? "made" : "offer-lapsed";
    }
}
