package community.doorstep.dispatch;

import community.doorstep.shared.PersonId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a worker's phone is told of a station's news: jobs for the worker's skills, and the worker's own. */
record WorkerView(PersonId worker, Set<String> skills) {

    /** An event as the phone gets it. */
    record Told(String event, Object data) {}

    /** A job that is no longer for this worker. */
    record Gone(JobId id, long version) {}

    record Jobs(List<JobCard> jobs) {}

    Optional<Told> told(News news) {
        if (news instanceof News.Reset reset) {
            return Optional.of(new Told("reset", new Jobs(mine(reset.open()))));
        }
        return told(((News.Changed) news).card());
    }

    List<JobCard> mine(List<JobCard> open) {
        return open.stream().filter(card -> isHeldByMe(card) || mayHave(card)).toList();
    }

    private Optional<Told> told(JobCard card) {
        if (!isHeldByMe(card) && !skills.contains(card.skill())) {
            return Optional.empty();
        }
        return switch (card.state()) {
            case PLANNED -> Optional.empty();
            case WAITING -> Optional.of(mayHave(card) ? new Told("new", card) : new Told("taken", gone(card)));
            case ACCEPTED, ARRIVED, PAUSED, DONE, NOBODY_HOME ->
                Optional.of(isHeldByMe(card) ? new Told("changed", card) : new Told("taken", gone(card)));
            case CANCELLED -> Optional.of(new Told("withdrawn", gone(card)));
        };
    }

    private boolean mayHave(JobCard card) {
        return card.state() == JobState.WAITING && skills.contains(card.skill()) && card.isFor(worker);
    }

    private boolean isHeldByMe(JobCard card) {
        return worker.equals(card.worker());
    }

    private static Gone gone(JobCard card) {
        return new Gone(card.id(), card.version());
    }
}
