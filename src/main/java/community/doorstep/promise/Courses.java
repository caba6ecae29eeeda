package community.doorstep.promise;

import community.doorstep.dispatch.StationLoad;
import community.doorstep.shared.GeoPoint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Plays through how a station's afternoon may go on: who is busy becomes free, what waits is taken in its order by
 * whoever is free first and can do it, and then comes the job that is asked about. Draws by a seed, so that the same
 * question has the same answer.
 */
final class Courses {

    private static final int COURSES = 240;

    private final GeoPoint station;
    private final Habits habits;
    private final StationLoad load;
    private final Instant now;

    Courses(GeoPoint station, Habits habits, StationLoad load, Instant now) {
        this.station = station;
        this.habits = habits;
        this.load = load;
        this.now = now;
    }

    /** One of a worker's places in one course: where, and free in how many seconds. */
    private static final class Hand {
        private final Set<String> skills;
        private GeoPoint place;
        private double freeIn;

        Hand(Set<String> skills, GeoPoint place, double freeIn) {
            this.skills = skills;
            this.place = place;
            this.freeIn = freeIn;
        }
    }

    /** Null when nobody on duty can do it; for any skill when that is null. */
    @Nullable
    Estimate until(@Nullable String skill, GeoPoint door) {
        if (able(skill) == 0) {
            return null;
        }
        Random random = new Random(Objects.hash(skill, door));
        double[] arrivals = new double[COURSES];
        for (int i = 0; i < COURSES; i++) {
            arrivals[i] = course(skill, door, random);
        }
        return Estimate.of(arrivals);
    }

    /** How many on duty can do it. */
    int able(@Nullable String skill) {
        return (int) load.onDuty().stream()
                .filter(worker -> skill == null || worker.skills().contains(skill))
                .count();
    }

    private double course(@Nullable String skill, GeoPoint door, Random random) {
        List<Hand> hands = new ArrayList<>(load.onDuty().size());
        load.onDuty().forEach(worker -> hands.addAll(hands(worker, random)));
        for (StationLoad.Waiting job : load.waiting()) {
            Hand hand = firstFree(hands, job.skill());
            if (hand != null) {
                hand.freeIn =
                        arrival(hand, job.place(), random) + habits.handling().drawn(random);
                hand.place = job.place();
            }
        }
        Hand hand = firstFree(hands, skill);
        return hand == null ? 0 : arrival(hand, door, random);
    }

    /** As many as the worker has places; who has more in hand than that is free when all but so many are done. */
    private List<Hand> hands(StationLoad.OnDuty worker, Random random) {
        List<Hand> hands = new ArrayList<>();
        worker.inHand().forEach(job -> hands.add(busy(worker, job, random)));
        GeoPoint place = worker.position() == null ? station : worker.position();
        while (hands.size() < worker.places()) {
            hands.add(new Hand(worker.skills(), place, 0));
        }
        hands.sort(Comparator.comparingDouble(hand -> hand.freeIn));
        return hands.subList(hands.size() - worker.places(), hands.size());
    }

    private Hand busy(StationLoad.OnDuty worker, StationLoad.InHand inHand, Random random) {
        double left = inHand.arrivedAt() == null
                ? onTheWay(inHand, random) + habits.handling().drawn(random)
                : habits.handling().left(random, since(inHand.arrivedAt()));
        return new Hand(worker.skills(), inHand.place(), left);
    }

    private double onTheWay(StationLoad.InHand inHand, Random random) {
        double way = Habits.way(station, inHand.place());
        return way * habits.travel().left(random, since(inHand.acceptedAt()) / way);
    }

    private double since(Instant moment) {
        return Math.max(0, Duration.between(moment, now).toMillis() / 1000.0);
    }

    private double arrival(Hand hand, GeoPoint door, Random random) {
        return hand.freeIn
                + habits.reaction().drawn(random)
                + Habits.way(hand.place, door) * habits.travel().drawn(random);
    }

    private static @Nullable Hand firstFree(List<Hand> hands, @Nullable String skill) {
        Hand first = null;
        for (Hand hand : hands) {
            if ((skill == null || hand.skills.contains(skill)) && (first == null || hand.freeIn < first.freeIn)) {
                first = hand;
            }
        }
        return first;
    }
}
