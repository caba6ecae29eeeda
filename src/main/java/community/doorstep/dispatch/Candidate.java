package community.doorstep.dispatch;

import community.doorstep.shared.PersonId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A worker to whom a job could be offered: on duty, skilled, with a free place, not asked for it yet.
 *
 * @param metres to the job; null when it is not known where the worker is
 * @param jobs how many the worker took since midnight; likewise those with stairs and those that nobody likes
 * @param inHand how many of the worker's places are taken
 * @param idleSince since when nothing was offered to the worker
 */
public record Candidate(
        PersonId worker, @Nullable Long metres, int jobs, int stairs, int unpopular, int inHand, Instant idleSince) {}
