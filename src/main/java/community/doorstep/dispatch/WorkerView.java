package community.doorstep.dispatch;

import community.doorstep.shared.PersonId;
import community.doorstep.workforce.Shift;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a worker's phone is told of a station's news: jobs for the worker's skills, and the worker's own.
 *
 * @param skills none while nothing is for the worker
 */
record WorkerView(PersonId worker, Set<String> skills) {

    static WorkerView of(Shift shift) {
        return new WorkerView(shift.worker(), shift.takesJobs() ? shift.skills() : Set.of());
    }

    /** An event as the phone gets it. */
    record Told(String event, Object data) {}

    /** A job that is no longer for this worker. */
    record Gone(JobId id, long version) {}

    record Jobs(List<JobCard> jobs) {}

    /** @param mine the jobs that the phone has been told to be the worker's: kept up by this */
    Optional<Told> told(News news, Set<JobId> mine) {
        if (news instanceof News.Reset reset) {
            mine.clear();
            reset.open().stream().filter(this::isHeldByMe).map(JobCard::id).forEach(mine::add);
            return Optional.of(new Told("reset", new Jobs(mine(reset.open()))));
        }
        return news instanceof News.Changed changed ? told(changed.card(), mine) : Optional.empty();
    }

    private Optional<Told> told(JobCard card, Set<JobId> mine) {
        boolean wasMine = mine.remove(card.id());
        if (isHeldByMe(card)) {
            mine.add(card.id());
        }
        return told(card).or(() -> wasMine ? Optional.of(new Told("taken", gone(card))) : Optional.empty());
    }

    List<JobCard> mine(List<JobCard> open) {
        return open.stream().filter(card -> isHeldByMe(card) || mayHave(card)).toList();
    }

    private Optional<Told> told(JobCard card) {
        if (!isHeldByMe(card) && !skills.contains(card.skill())) {
            return Optional.empty();
        }
        return switch (card.state()) {
            // It may have been open before.
            case PLANNED -> card.version() > 1 ? Optional.of(new Told("withdrawn", gone(card))) : Optional.empty();
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
