package community.doorstep.booking;

import community.doorstep.seats.Seats;
import community.doorstep.shared.Outbox;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Refusal;
import community.doorstep.waitlist.EntryId;
import community.doorstep.waitlist.LineRound;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.MissingNode;

/** Carries the steps of sequences out, behind HTTP and the gate; time passes by the row, not by the clock. */
@Component
@Profile("test")
class SeatCommands {

    private final BookingLanes lanes;
    private final PlacesInLine places;
    private final BookingPayments payments;
    private final Cancellations cancellations;
    private final ChangedSlots changedSlots;
    private final LineRound lines;
    private final BookingRows bookings;
    private final Seats seats;
    private final SeatReturn seatReturn;
    private final Outbox outbox;
    private final DatabaseClient database;
    private final TransactionalOperator transaction;
    private final Clock clock;

    SeatCommands(
            BookingLanes lanes,
            PlacesInLine places,
            BookingPayments payments,
            Cancellations cancellations,
            ChangedSlots changedSlots,
            LineRound lines,
            BookingRows bookings,
            Seats seats,
            SeatReturn seatReturn,
            Outbox outbox,
            DatabaseClient database,
            TransactionalOperator transaction,
            Clock clock) {
        this.lanes = lanes;
        this.places = places;
        this.payments = payments;
        this.cancellations = cancellations;
        this.changedSlots = changedSlots;
        this.lines = lines;
        this.bookings = bookings;
        this.seats = seats;
        this.seatReturn = seatReturn;
        this.outbox = outbox;
        this.database = database;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** In one word: what was done, or the code of the refusal. */
    record Answer(String word, @Nullable Asked made) {}

    /** A booking that was made, with the key that asked for it. */
    record Asked(PersonId person, UUID key, UUID booking) {}

    Mono<Answer> carryOut(SeatScene scene, SeatStep step, @Nullable Asked before) {
        return switch (step.kind()) {
            case BOOK -> book(seat(scene, step.person(), null));
            case TAKE -> book(seat(scene, step.person(), new EntryId(step.subject())));
            case BOOK_TWICE_AT_ONCE -> twice(seat(scene, step.person(), null));
            case ASK_AGAIN -> again(scene, before);
            case JOIN -> word(places.join(place(scene, step.person())), "in-line");
            case LEAVE -> word(places.leave(scene.caller(step.person()), new EntryId(step.subject())), "left");
            case PAY -> word(payments.cash(scene.counter(), new BookingId(step.subject())), "paid");
            case CANCEL -> word(cancel(scene, step), "cancelled");
            case HOLD_ENDS -> word(holdEnds(step.subject()), "passed");
            case OFFER_ENDS -> word(offerEnds(step.subject()), "passed");
            case MOVE -> word(move(scene, step.subject()), "moved");
        };
    }

    private static Mono<Answer> word(Mono<?> work, String word) {
        return work.then(Mono.just(new Answer(word, null)))
                .onErrorResume(Refusal.class, refusal -> Mono.just(new Answer(refusal.code(), null)));
    }

    private Mono<Answer> book(Demand demand) {
        return lanes.decide(demand).map(decision -> answer(demand, decision));
    }

    private static Answer answer(Demand demand, Decision decision) {
        if (decision instanceof Decision.Made made) {
            UUID booking = made.booking().id().value();
            return new Answer("made", new Asked(demand.beneficiary(), UUID.fromString(demand.key()), booking));
        }
        return decision instanceof Decision.Refused refused
                ? new Answer(refused.reason().code(), null)
                : new Answer("unasked", null);
    }

    /** The same request from an impatient thumb: one booking, whichever of the two made it. */
    private Mono<Answer> twice(Demand demand) {
        Demand other = keyed(demand, demand.key());
        return Mono.zip(lanes.decide(demand), lanes.decide(other), (first, second) -> {
            if (first instanceof Decision.Made made) {
                boolean same = second instanceof Decision.Repeat repeat
                        && repeat.given().equals(made.booking().id().value());
                return same ? answer(demand, first) : new Answer("made-twice", null);
            }
            return answer(other, second);
        });
    }

    private Mono<Answer> again(SeatScene scene, Asked before) {
        Demand demand = keyed(seat(scene, before.person(), null), before.key().toString());
        return lanes.decide(demand)
                .map(decision -> decision instanceof Decision.Repeat repeat
                                && repeat.given().equals(before.booking())
                        ? new Answer("repeat", null)
                        : new Answer("not-the-same", null));
    }

    private static Demand seat(SeatScene scene, PersonId person, @Nullable EntryId offer) {
        UUID id = BookingId.next().value();
        return new Demand(
                id,
                scene.caller(person),
                id.toString(),
                "the same body",
                Demand.Want.SEAT,
                scene.slot().id(),
                person,
                null,
                Demand.Agreed.READ_OUT,
                MissingNode.getInstance(),
                offer,
                Demand.Waiver.NONE);
    }

    private static Demand keyed(Demand demand, String key) {
        return new Demand(
                BookingId.next().value(),
                demand.caller(),
                key,
                demand.digest(),
                demand.want(),
                demand.slot(),
                demand.beneficiary(),
                demand.staffOf(),
                demand.agreed(),
                demand.details(),
                demand.offer(),
                demand.waiver());
    }

    private static Demand place(SeatScene scene, PersonId person) {
        String key = UUID.randomUUID().toString();
        return Demand.placeInLine(
                scene.caller(person), key, "a place", scene.slot().id(), person, null);
    }

    private Mono<?> cancel(SeatScene scene, SeatStep step) {
        return cancellations.cancel(
                scene.caller(step.person()), new BookingId(step.subject()), Cancellations.Wish.PLAIN);
    }

    private Mono<?> holdEnds(UUID booking) {
        return past("UPDATE booking SET hold_until = :past WHERE id = :id AND state = 'HELD'", booking)
                .then(Mono.defer(() -> Holds.expire(bookings, seats, seatReturn, outbox, transaction, clock)));
    }

    private Mono<?> offerEnds(UUID entry) {
        return past("UPDATE waitlist_entry SET offer_until = :past WHERE id = :id AND state = 'OFFERED'", entry)
                .then(Mono.defer(lines::pass));
    }

    private Mono<Void> past(String sql, UUID id) {
        Instant past = clock.instant().minusSeconds(1);
        return database.sql(sql).bind("past", past).bind("id", id).then();
    }

    /** By some hours that follow from the subject. */
    private Mono<Void> move(SeatScene scene, UUID subject) {
        Duration by = Duration.ofHours(Math.floorMod(subject.getLeastSignificantBits(), 49) - 24);
        return changedSlots.moved(scene.shifted(by)).as(transaction::transactional);
    }
}
