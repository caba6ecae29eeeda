package community.doorstep.dispatch;

import community.doorstep.shared.Caller;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Refusal;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** From one worker's hands into a named colleague's, who has to accept. Until then nothing changes. */
@Component
class Handovers {

    private static final String ASK = """
        WITH job_moved AS (
            UPDATE job SET handover_to = :colleague, version = job.version + 1
            FROM worker_shift AS shift
            WHERE job.id = :job AND job.worker_id = :actor AND job.worker_community_id = ANY(:communities)
              AND job.state IN ('ACCEPTED', 'ARRIVED') AND job.handover_to IS DISTINCT FROM :colleague
              AND shift.worker_id = :colleague AND shift.worker_id <> :actor AND shift.on_duty
              AND (shift.station_id = job.station_id OR shift.station_id = ANY(job.guests))
              AND EXISTS (
                SELECT 1 FROM worker_skill AS skill
                WHERE skill.community_id = shift.community_id AND skill.worker_id = :colleague
                  AND skill.skill = job.skill)
            RETURNING job.*)
        """ + JobSql.notedWith("colleague_id", "handover_to");

    private static final String REFUSE = """
        WITH job_moved AS (
            UPDATE job SET handover_to = NULL, version = version + 1
            WHERE id = :job AND handover_to = :actor
            RETURNING *)
        """ + JobSql.NOTED;

    private final DatabaseClient database;
    private final JobMoves moves;
    private final JobNews news;
    private final Steps steps;
    private final Clock clock;

    Handovers(DatabaseClient database, JobMoves moves, JobNews news, Steps steps, Clock clock) {
        this.database = database;
        this.moves = moves;
        this.news = news;
        this.steps = steps;
        this.clock = clock;
    }

    /** Refuses {@code colleague-unfit} (409): not on duty here, or without the skill. */
    Mono<Job> ask(Caller caller, JobId job, PersonId colleague, String reason) {
        Step step = Step.ofWorker(caller, job, reason, null, clock.instant());
        Mono<Job> move = database.sql(ASK)
                .bind("colleague", colleague.value())
                .bind("communities", step.communities())
                .bind("job", job.value())
                .bind("actor", caller.person().value())
                .bind("kind", HopKind.HANDOVER_ASKED.name())
                .bind("cause", reason)
                .bind("at", step.at())
                .bind("now", step.at())
                .map(JobRows::job)
                .one();
        return steps.run(
                step,
                move,
                moved -> news.tell(moved, JobNews.changed(moved, step.at())),
                (asked, known) -> asking(asked, known, colleague));
    }

    private static Optional<Refusal> asking(Step step, JobRules.@Nullable Known known, PersonId colleague) {
        boolean inHand = known != null
                && known.job().heldBy(step.worker())
                && known.job().state().inHand();
        if (inHand && known != null && colleague.equals(known.job().handoverTo())) {
            return Optional.empty();
        }
        return inHand ? Optional.of(Refusal.conflict("colleague-unfit")) : JobRules.held(step, known);
    }

    /** The colleague takes it over, in a free place, and is on the way. Refuses {@code not-handed-over} (409). */
    Mono<Job> accept(Caller caller, JobId job) {
        Step step = Step.ofWorker(caller, job, "", null, clock.instant());
        return steps.run(
                step, moves.takeOver(step), moved -> news.tell(moved, JobNews.accepted(moved)), JobRules::takeover);
    }

    /** The colleague would rather not; empty when nothing was handed over. */
    Mono<Job> refuse(Step step) {
        return database.sql(REFUSE)
                .bind("job", step.job().value())
                .bind("actor", step.worker().value())
                .bind("kind", HopKind.HANDOVER_REFUSED.name())
                .bind("cause", step.cause())
                .bind("at", step.at())
                .bind("now", step.at())
                .map(JobRows::job)
                .one();
    }
}
