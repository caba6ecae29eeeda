package community.doorstep.promise;

import community.doorstep.dispatch.StationLoad;
import community.doorstep.shared.GeoPoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;

/**
 * A station with workers, jobs and habits of its own, which the estimates must find out: how fast its workers take a job,
 * walk and repair has nothing to do with what is usual. A seed makes it.
 */
final class SimulatedStation {

    static final Instant BEGIN = Instant.parse("2026-03-02T00:00:00Z");
    static final GeoPoint PLACE = new GeoPoint(26.5823, 101.7184);
    private static final List<String> SKILLS = List.of("TAP", "BULB", "LOCK");

    /** A job and its true course, in seconds after the beginning. */
    static final class Job {
        final double posted;
        final String skill;
        final boolean danger;
        final GeoPoint door;
        GeoPoint from;
        double free;
        double accepted = Double.MAX_VALUE;
        double arrived = Double.MAX_VALUE;
        double ended = Double.MAX_VALUE;

        Job(double posted, String skill, boolean danger, GeoPoint door) {
            this.posted = posted;
            this.skill = skill;
            this.danger = danger;
            this.door = door;
        }
    }

    private static final class Worker {
        final Set<String> skills;
        GeoPoint place = PLACE;
        double free;
        Job job;

        Worker(Set<String> skills) {
            this.skills = skills;
        }
    }

    private final Random random;
    private final List<Worker> workers = new ArrayList<>();
    private final List<Job> queue = new ArrayList<>();
    private final PriorityQueue<Worker> busy = new PriorityQueue<>(Comparator.comparingDouble(worker -> worker.free));
    private final List<Job> taken = new ArrayList<>();
    private final double reaction;
    private final double slowness;
    private final double handling;
    private final double between;
    private double now;

    SimulatedStation(long seed) {
        random = new Random(seed);
        int count = 2 + random.nextInt(4);
        workers.add(new Worker(Set.copyOf(SKILLS)));
        for (int i = 1; i < count; i++) {
            workers.add(new Worker(java.util.stream.Stream.of(any(SKILLS), any(SKILLS), "TAP")
                    .collect(java.util.stream.Collectors.toUnmodifiableSet())));
        }
        reaction = 10 + random.nextInt(110);
        slowness = 0.6 + random.nextDouble() * 1.2;
        handling = 400 + random.nextInt(2000);
        double load = 0.3 + random.nextDouble() * 0.45;
        between = (handling * 1.15 + 600) / (count * load);
    }

    /** Time passes until the next job comes in; it is not in the queue yet. */
    Job next() {
        until(now - Math.log(1 - random.nextDouble()) * between);
        GeoPoint door = new GeoPoint(
                PLACE.latitude() + random.nextGaussian() * 0.005, PLACE.longitude() + random.nextGaussian() * 0.005);
        return new Job(now, any(SKILLS), random.nextInt(20) == 0, door);
    }

    void post(Job job) {
        queue.add(job);
        queue.sort(Comparator.comparing((Job one) -> !one.danger).thenComparingDouble(one -> one.posted));
        assign();
    }

    /** Everything runs its course. */
    void finish() {
        until(now + 1e7);
    }

    Instant now() {
        return at(now);
    }

    static Instant at(double seconds) {
        return BEGIN.plusMillis((long) (seconds * 1000));
    }

    private void until(double moment) {
        while (!busy.isEmpty() && busy.peek().free <= moment) {
            Worker done = busy.poll();
            now = done.free;
            done.job = null;
            assign();
        }
        now = moment;
    }

    private void assign() {
        for (Job job : List.copyOf(queue)) {
            workers.stream()
                    .filter(worker -> worker.job == null && worker.skills.contains(job.skill))
                    .min(Comparator.comparingDouble(worker -> worker.free))
                    .ifPresent(worker -> take(worker, job));
        }
    }

    private void take(Worker worker, Job job) {
        queue.remove(job);
        taken.add(job);
        job.from = worker.place;
        job.free = Math.max(worker.free, job.posted);
        job.accepted = now + reaction * (0.3 - Math.log(1 - random.nextDouble()));
        double way = Habits.way(worker.place, job.door) * slowness * Math.exp(0.3 * random.nextGaussian());
        job.arrived = job.accepted + way;
        job.ended = job.arrived + handling * (0.4 - 0.75 * Math.log(1 - random.nextDouble()));
        worker.free = job.ended;
        worker.place = job.door;
        worker.job = job;
        busy.add(worker);
    }

    /** What PostgreSQL would show at this moment. */
    StationLoad load() {
        List<StationLoad.Waiting> waiting = new ArrayList<>();
        taken.stream().filter(job -> job.accepted > now).forEach(job -> waiting.add(waiting(job)));
        queue.forEach(job -> waiting.add(waiting(job)));
        return new StationLoad(workers.stream().map(this::onDuty).toList(), waiting);
    }

    private static StationLoad.Waiting waiting(Job job) {
        return new StationLoad.Waiting(job.skill, job.door);
    }

    private StationLoad.OnDuty onDuty(Worker worker) {
        Job job = worker.job;
        boolean inHand = job != null && job.accepted <= now;
        return new StationLoad.OnDuty(
                worker.skills,
                worker.place,
                1,
                inHand
                        ? List.of(new StationLoad.InHand(
                                job.door, at(job.accepted), job.arrived <= now ? at(job.arrived) : null))
                        : List.of());
    }

    /** Of the last jobs that are done by now. */
    List<StationLoad.Times> times(int most) {
        List<Job> done = taken.stream().filter(job -> job.ended <= now).toList();
        return done.subList(Math.max(0, done.size() - most), done.size()).stream()
                .map(job -> new StationLoad.Times(
                        job.accepted - job.free,
                        job.arrived - job.accepted,
                        job.ended - job.arrived,
                        job.from,
                        job.door))
                .toList();
    }

    private <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
