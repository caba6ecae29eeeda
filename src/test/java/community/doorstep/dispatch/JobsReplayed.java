package community.doorstep.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;

/** Whatever became of jobs: their events replayed are their rows. */
public final class JobsReplayed {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private JobsReplayed() {}

    public static void mustBeTheirRows(DatabaseClient database, UUID community) {
        all(database.sql(Replays.select("(SELECT * FROM job WHERE community_id = :community)"))
                .bind("community", community));
    }

    /** All that there are; how many. */
    static int mustBeTheirRows(DatabaseClient database) {
        return all(database.sql(Replays.select("job")));
    }

    private static int all(DatabaseClient.GenericExecuteSpec selected) {
        List<Replays.Replayed> jobs = Replays.replayed(selected).collectList().block(PATIENCE);
        assertThat(jobs).allSatisfy(job -> assertThat(job.astray()).isEmpty());
        return jobs.size();
    }
}
