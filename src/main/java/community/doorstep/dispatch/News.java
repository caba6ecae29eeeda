package community.doorstep.dispatch;

import community.doorstep.shared.PersonId;
import java.util.List;

/** What a station's stream carries: single changes of jobs and shifts, or everything anew. Its place is {@code gen-seq}. */
sealed interface News {

    String gen();

    long seq();

    default String id() {
        return gen() + "-" + seq();
    }

    /** Whether it may say that somebody's shift or rights are not what they were: after a gap, too, it may. */
    default boolean mayConcern(PersonId person) {
        return this instanceof Reset
                || (this instanceof Duty duty && duty.worker().equals(person));
    }

    /** One job has changed. */
    record Changed(String gen, long seq, JobCard card) implements News {}

    /** A worker's shift, or what somebody of the station may do, is not what it was. */
    record Duty(String gen, long seq, PersonId worker) implements News {}

    /** What came before no longer counts: these are the open jobs. */
    record Reset(String gen, long seq, List<JobCard> open) implements News {}
}
