package community.doorstep.booking;

import community.doorstep.shared.PersonId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import reactor.core.publisher.Flux;

/** One seeded life of a slot: some steps, now and then two or three at once, and in the end everybody goes. */
final class SeatSequence {

    private static final int MOST_STEPS = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final int seed;
    private final Random random;
    private final SeatScene scene;
    private final SeatCommands commands;
    private final SeatBooks books;
    private final List<String> done = new ArrayList<>();
    private final List<SeatCommands.Asked> made = new ArrayList<>();
    private SeatState state;

    SeatSequence(int seed, Random random, SeatScene scene, SeatCommands commands, SeatBooks books) {
        this.seed = seed;
        this.random = random;
        this.scene = scene;
        this.commands = commands;
        this.books = books;
    }

    /** Answers how many steps it took. */
    int run() {
        try {
            look();
            // Short lives more often than long ones.
            double share = random.nextDouble();
            int steps = 1 + (int) (MOST_STEPS * share * share * share);
            for (int step = 0; step < steps; step++) {
                take(some());
            }
            chargesMustFit();
            everybodyGoes();
            return steps;
        } catch (RuntimeException | AssertionError failure) {
            throw new AssertionError(told(failure), failure);
        }
    }

    private String told(Throwable failure) {
        return "Sequence %d (alone with -Dsequence=%d) after %s%n%s%n%s"
                .formatted(seed, seed, String.join("\n  ", done), state, failure.getMessage());
    }

    private List<SeatStep> some() {
        int atOnce = random.nextInt(5) > 0 ? 1 : 2 + random.nextInt(2);
        return Stream.generate(this::any).limit(atOnce).toList();
    }

    private SeatStep any() {
        SeatStep.Kind kind = SeatStep.Kind.any(random);
        PersonId person = any(scene.people());
        return switch (kind) {
            case BOOK, BOOK_TWICE_AT_ONCE, JOIN -> new SeatStep(kind, person, null);
            case MOVE -> new SeatStep(kind, person, new UUID(0, random.nextLong()));
            case ASK_AGAIN -> about(kind, person, made, SeatCommands.Asked::person, SeatCommands.Asked::key);
            case TAKE -> ofLine(kind, person, state.offered().isEmpty() ? state.line() : state.offered());
            case LEAVE -> ofLine(kind, person, state.line());
            case OFFER_ENDS -> ofLine(kind, person, state.offered());
            case PAY, CANCEL -> ofSeats(kind, person, state.seats());
            case HOLD_ENDS -> ofSeats(kind, person, state.held());
        };
    }

    private SeatStep ofLine(SeatStep.Kind kind, PersonId person, List<SeatState.Place> places) {
        return about(kind, person, places, SeatState.Place::person, SeatState.Place::entry);
    }

    private SeatStep ofSeats(SeatStep.Kind kind, PersonId person, List<SeatState.Seat> seats) {
        return about(kind, person, seats, SeatState.Seat::person, SeatState.Seat::booking);
    }

    /** About one of them, by its person; where there is none, somebody books. */
    private <T> SeatStep about(
            SeatStep.Kind kind, PersonId person, List<T> things, Function<T, PersonId> whose, Function<T, UUID> id) {
        int drawn = random.nextInt(1 << 20);
        if (things.isEmpty()) {
            return new SeatStep(SeatStep.Kind.BOOK, person, null);
        }
        T thing = things.get(drawn % things.size());
        return new SeatStep(kind, whose.apply(thing), id.apply(thing));
    }

    private <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private void take(List<SeatStep> steps) {
        SeatState before = state;
        done.add(steps.stream().map(this::words).toList().toString());
        List<SeatCommands.Answer> answers = Flux.fromIterable(steps)
                .flatMapSequential(step -> commands.carryOut(scene, step, asked(step)))
                .collectList()
                .block(PATIENCE);
        List<String> said = answers.stream().map(SeatCommands.Answer::word).toList();
        done.add("  -> " + said);
        answers.stream()
                .map(SeatCommands.Answer::made)
                .filter(one -> one != null)
                .forEach(made::add);
        look();
        IntStream.range(0, steps.size()).forEach(i -> {
            Set<String> may = steps.size() == 1
                    ? steps.get(i).answers(before)
                    : steps.get(i).answers();
            must(may.contains(said.get(i)), steps.get(i).kind() + " answers one of " + may);
        });
    }

    private String words(SeatStep step) {
        return step.kind() + " by " + scene.people().indexOf(step.person());
    }

    private SeatCommands.Asked asked(SeatStep step) {
        return made.stream()
                .filter(one -> one.key().equals(step.subject()))
                .findFirst()
                .orElse(null);
    }

    private void look() {
        state = books.state(scene).block(PATIENCE);
        List<String> broken = state.broken();
        must(broken.isEmpty(), String.join("; ", broken));
    }

    private static void must(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError("Broken: " + what);
        }
    }

    private void chargesMustFit() {
        must(books.wrongCharges(scene).block(PATIENCE) == 0, "charges stand for active bookings, and for no others");
    }

    /** All at once, so that seats are offered to those who are just leaving. */
    private void everybodyGoes() {
        List<SeatStep> steps = new ArrayList<>();
        state.seats().forEach(seat -> steps.add(new SeatStep(SeatStep.Kind.CANCEL, seat.person(), seat.booking())));
        state.line().forEach(place -> steps.add(new SeatStep(SeatStep.Kind.LEAVE, place.person(), place.entry())));
        if (!steps.isEmpty()) {
            take(steps);
        }
        must(state.taken() == 0 && state.waiting() == 0, "nobody there, nothing taken");
        chargesMustFit();
    }
}
