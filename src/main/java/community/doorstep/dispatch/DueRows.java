package community.doorstep.dispatch;

import community.doorstep.shared.Rows;
import io.r2dbc.spi.Readable;

/** Reads jobs that are due from rows. */
final class DueRows {

    private DueRows() {}

    static DueJob due(Readable row) {
        Job job = JobRows.job(row);
        return new DueJob(
                job.id(),
                job.at(),
                job.state(),
                job.skill(),
                job.stairs(),
                Rows.get(row, "unpopular", Boolean.class),
                job.place(),
                job.startsAt(),
                job.promisedBy(),
                Rows.instantOrNull(row, "waiting_since"),
                Rows.get(row, "rung", Integer.class),
                job.openToAll(),
                job.offer() == null ? null : job.offer().until(),
                job.worker(),
                job.guests());
    }
}
