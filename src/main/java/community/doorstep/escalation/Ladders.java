package community.doorstep.escalation;

import community.doorstep.dispatch.DueJob;
import community.doorstep.dispatch.Rung;
import community.doorstep.stationrules.StationRules;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** When a job is to be offered, and when each rung is climbed. */
final class Ladders {

    private record Step(Rung rung, Instant at) {}

    private Ladders() {}

    static Decision next(DueJob job, StationRules rules, boolean open, Instant now) {
        return switch (job.state()) {
            case WAITING -> waiting(job, rules, open, now);
            case ACCEPTED ->
                now.isBefore(job.promisedBy()) ? new Decision.Wait(job.promisedBy()) : new Decision.CallLate();
            case PAUSED -> new Decision.Reopen();
            case PLANNED, ARRIVED, DONE, NOBODY_HOME, CANCELLED -> new Decision.Wait(null);
        };
    }

    private static Decision waiting(DueJob job, StationRules rules, boolean open, Instant now) {
        boolean answeredAtNight = rules.nightStation() != null || rules.onCall() != null;
        if (job.rung() < Rung.RECEIVED.height() && answeredAtNight && !open) {
            return new Decision.AnswerAtNight();
        }
        Optional<Step> climb =
                ahead(job, rules).filter(step -> !step.at().isAfter(now)).findFirst();
        if (climb.isPresent()) {
            return new Decision.ClimbTo(climb.get().rung());
        }
        Instant until = job.offeredUntil();
        boolean offered = until != null && until.isAfter(now);
        return rules.mode().offers() && !job.openToAll() && !offered
                ? new Decision.MakeOffer()
                : new Decision.Wait(soonest(job, rules));
    }

    /** When to look at a waiting job again; null when nothing is ahead. */
    static @Nullable Instant soonest(DueJob job, StationRules rules) {
        Stream<Instant> rungs = ahead(job, rules).map(Step::at);
        return Stream.concat(rungs, Stream.ofNullable(job.offeredUntil()))
                .min(Instant::compareTo)
                .orElse(null);
    }

    /** The rungs that are not climbed yet, in their order. */
    private static Stream<Step> ahead(DueJob job, StationRules rules) {
        Instant begins = begins(job, rules);
        return Stream.of(
                        step(Rung.ALL, begins, rules.ladder().allAfter()),
                        step(Rung.NEIGHBOURS, begins, rules.ladder().neighboursAfter()),
                        step(Rung.LEAD, begins, rules.ladder().leadAfter()),
                        new Step(Rung.UNSERVED, job.promisedBy()))
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .filter(step -> step.rung().height() > job.rung());
    }

    private static @Nullable Step step(Rung rung, Instant begins, @Nullable Integer after) {
        return after == null ? null : new Step(rung, begins.plusSeconds(after));
    }

    /** A call for now from the moment it waits; a booked window shortly before it begins. */
    private static Instant begins(DueJob job, StationRules rules) {
        Instant window = job.startsAt().minus(Duration.ofMinutes(rules.windowMinutes()));
        Instant since = job.waitingSince();
        return since == null || window.isAfter(since) ? window : since;
    }
}
