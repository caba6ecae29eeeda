package community.doorstep.dispatch;

import java.util.List;

/** What a station's stream carries: single changes, or everything anew. Its place is {@code gen-seq}. */
sealed interface News {

    String gen();

    long seq();

    default String id() {
        return gen() + "-" + seq();
    }

    /** One job has changed. */
    record Changed(String gen, long seq, JobCard card) implements News {}

    /** What came before no longer counts: these are the open jobs. */
    record Reset(String gen, long seq, List<JobCard> open) implements News {}
}
