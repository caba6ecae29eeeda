package community.doorstep.escalation;

import community.doorstep.dispatch.Candidate;
import community.doorstep.dispatch.DueJob;
import community.doorstep.stationrules.DispatchMode;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * To whom a job is offered first. Ties are broken by who has least in hand, who was idle longest, then by id, so that the
 * same facts give the same order.
 */
final class Ranking {

    private static final Comparator<Candidate> LEAST_BUSY = Comparator.comparingInt(Candidate::inHand)
            .thenComparing(Candidate::idleSince)
            .thenComparing(one -> one.worker().value());

    private static final Comparator<Candidate> NEAREST =
            Comparator.comparing((Candidate one) -> one.metres() == null ? Long.MAX_VALUE : one.metres());

    private Ranking() {}

    /** The best, with the reason. */
    record Choice(Candidate candidate, OfferReason reason) {}

    static Optional<Choice> choose(DispatchMode mode, DueJob job, List<Candidate> candidates) {
        return candidates.stream()
                .min(order(mode, job))
                .map(best -> new Choice(best, OfferReason.of(mode, job, best, candidates)));
    }

    static Comparator<Candidate> order(DispatchMode mode, DueJob job) {
        return mode == DispatchMode.NEAREST
                ? NEAREST.thenComparing(Candidate::jobs).thenComparing(LEAST_BUSY)
                : burden(job)
                        .thenComparing(Candidate::jobs)
                        .thenComparing(LEAST_BUSY)
                        .thenComparing(NEAREST);
    }

    /** Whoever had least of what makes this job hard goes first; of an ordinary one, who has done least. */
    private static Comparator<Candidate> burden(DueJob job) {
        return Comparator.comparingInt(
                (Candidate one) -> (job.stairs() ? one.stairs() : 0) + (job.unpopular() ? one.unpopular() : 0));
    }
}
