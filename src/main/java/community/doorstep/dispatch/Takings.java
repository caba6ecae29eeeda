package community.doorstep.dispatch;

import com.fasterxml.jackson.annotation.JsonInclude;
import community.doorstep.catalog.Catalog;
import community.doorstep.catalog.Community;
import community.doorstep.shared.Caller;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Role;
import community.doorstep.shared.Rows;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What a worker did today and earned with it, and the cash to hand in. */
@Component
class Takings {

    /** Amounts in fen; {@code cashFen} is all that was not handed in yet, also of other days. */
    record Today(int done, long earnedFen, long cashFen, List<Ended> jobs) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Ended(JobId id, String title, JobState state, Instant endedAt, long earnedFen) {}

    private final DatabaseClient database;
    private final Catalog catalog;
    private final WorkerCash cash;
    private final Clock clock;

    Takings(DatabaseClient database, Catalog catalog, WorkerCash cash, Clock clock) {
        this.database = database;
        this.catalog = catalog;
        this.cash = cash;
        this.clock = clock;
    }

    /** A day begins at midnight of the worker's community. */
    Mono<Today> today(Caller caller) {
        UUID[] communities = caller.communitiesAs(Role.WORKER);
        Mono<List<Ended>> jobs = catalog.community(new CommunityId(communities[0]))
                .map(this::midnight)
                .flatMapMany(since -> ended(communities, caller.person(), since))
                .collectList();
        return Mono.zip(jobs, cash.carried(communities, caller.person()))
                .map(both -> today(both.getT1(), both.getT2()));
    }

    private Instant midnight(Community community) {
        return clock.instant()
                .atZone(community.zone())
                .toLocalDate()
                .atStartOfDay(community.zone())
                .toInstant();
    }

    private static Today today(List<Ended> jobs, long cash) {
        long done = jobs.stream().filter(job -> job.state() == JobState.DONE).count();
        return new Today((int) done, jobs.stream().mapToLong(Ended::earnedFen).sum(), cash, jobs);
    }

    private Flux<Ended> ended(UUID[] communities, PersonId worker, Instant since) {
        return database.sql("""
            SELECT id, title, state, ended_at, share_fen FROM job
            WHERE worker_id = :worker AND worker_community_id = ANY(:communities) AND ended_at >= :since
              AND state IN ('DONE', 'NOBODY_HOME')
            ORDER BY ended_at, id
            """)
                .bind("worker", worker.value())
                .bind("communities", communities)
                .bind("since", since)
                .map(row -> new Ended(
                        new JobId(Rows.uuid(row, "id")),
                        Rows.text(row, "title"),
                        JobState.valueOf(Rows.text(row, "state")),
                        Rows.instant(row, "ended_at"),
                        Rows.number(row, "share_fen")))
                .all();
    }
}
