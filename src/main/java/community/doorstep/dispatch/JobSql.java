package community.doorstep.dispatch;

/** What the statements that move jobs have in common. */
final class JobSql {

    private JobSql() {}

    /** Ends each statement: the hop is noted for whatever moved. */
    static final String NOTED = noting("", ":actor, :cause, :at");

    /** The same for those who took it themselves. */
    private static final String NOTED_BY_TAKERS = noting("", "worker_id, '', accepted_at");

    /** The same as {@link #NOTED}, of a hop that has one thing more to say. */
    static String notedWith(String column, String value) {
        return noting(", " + column, ":actor, :cause, :at, " + value);
    }

    private static String noting(String more, String values) {
        return noting(more, values, JobRows.COLUMNS);
    }

    private static String noting(String more, String values, String columns) {
        return """
            , noted AS (
                INSERT INTO job_event
                    (community_id, job_id, version, kind, state, worker_id, open_to_all, until, paused_for, noted_at,
                     actor_id, cause, at%s)
                SELECT community_id, id, version, :kind, state, worker_id, audience = 'ALL', resumes_at, paused_for, :now,
                    %s
                FROM job_moved)
            SELECT %s FROM job_moved AS job
            """.formatted(more, values, columns);
    }

    /** Begins the statement with which one worker takes one job. */
    private static final String TAKING = """
        WITH step AS (
            SELECT :job::uuid AS job_id, :worker::uuid AS worker_id, :communities::uuid[] AS communities,
                   :fence::bigint AS fence, :at::timestamptz AS at),
        """;

    /**
     * Begins the statement with which many workers take a job each. What somebody else has locked is left out, so that one
     * job never holds up the claims of all.
     */
    private static final String TAKING_EACH = """
        WITH at_hand AS (
            SELECT id FROM job WHERE id = ANY(:jobs) ORDER BY id FOR UPDATE SKIP LOCKED),
        step AS (
            SELECT asked.job_id, asked.worker_id, asked.fence, asked.at, ARRAY(
                SELECT member.community_id FROM unnest(:members, :memberships) AS member (worker_id, community_id)
                WHERE member.worker_id = asked.worker_id) AS communities
            FROM unnest(:jobs, :workers, :fences, :ats) AS asked (job_id, worker_id, fence, at)
            JOIN at_hand ON at_hand.id = asked.job_id),
        """;

    /** Somebody has done something about it. */
    static final String CALM = "alarm = NULL, alarm_cause = NULL, alarmed_at = NULL, ";

    static final String MOVED = "version = job.version + 1, fence = job.version + 1";

    private static final String FENCED = "(:fence::bigint IS NULL OR :fence BETWEEN job.fence AND job.version)";

    private static final String STEP_FENCED = "(step.fence IS NULL OR step.fence BETWEEN job.fence AND job.version)";

    /** Of a job that the actor holds, not before the step that led there. */
    static final String HELD = """
        WHERE job.id = :job AND job.worker_id = :actor AND job.worker_community_id = ANY(:communities)
          AND :at >= greatest(job.accepted_at, job.arrived_at) - :skew * interval '1 millisecond'
          AND
        """ + FENCED + "\n";

    /** When a held job's step happened: never before the one that led there. */
    static final String HAPPENED = "greatest(:at, job.accepted_at, job.arrived_at)";

    /** Nobody's again, for whom the station's rules let see it: its ladder begins anew, without the neighbours. */
    static final String WAITING_AGAIN = """
        state = 'WAITING', worker_id = NULL, worker_community_id = NULL, place = NULL, accepted_at = NULL,
        arrived_at = NULL, handover_to = NULL, paused_for = NULL, resumes_at = NULL, rung = 0,
        guests = '{}', guest_communities = '{}', waiting_since = :now, due_at = :now,
        audience = coalesce((
            SELECT rules.audience FROM station_rules AS rules
            WHERE rules.community_id = job.community_id AND rules.station_id = job.station_id), 'ALL'),
        """ + CALM + MOVED + "\n";

    /** The statement with which those that fit wait again; {@link JobRows#waitingAgain} reads them. */
    static String waitingAgain(String which) {
        return again(WAITING_AGAIN, which, "");
    }

    /** For another time, as if it had never been open. */
    private static final String PLANNED_AGAIN = """
        state = 'PLANNED', starts_at = :startsAt, promised_by = :promisedBy, rung = 0, guests = '{}',
        guest_communities = '{}', waiting_since = NULL, due_at = NULL, offered_to = NULL, offered_until = NULL,
        offered_why = NULL,
        """ + CALM + MOVED + "\n";

    /** The same with which those that fit are planned anew. */
    static String plannedAgain(String which) {
        return again(PLANNED_AGAIN, which, OFFER_WITHDRAWN);
    }

    private static String again(String change, String which, String offers) {
        return "WITH job_moved AS (UPDATE job SET " + change + which
                + " RETURNING job.*, old.guests AS called, old.guest_communities AS called_communities)" + offers
                + noting("", ":actor, :cause, :at", JobRows.COLUMNS + ", job.called, job.called_communities");
    }

    /** Whatever no longer counts once a job has ended. */
    static final String OVER = """
        place = NULL, due_at = NULL, handover_to = NULL, paused_for = NULL, resumes_at = NULL, offered_to = NULL,
        offered_until = NULL, offered_why = NULL,
        """ + CALM + MOVED + "\n";

    /** In the worker's hands, in the first place that is free. */
    private static final String TAKEN = """
        state = 'ACCEPTED', worker_id = step.worker_id, worker_community_id = shift.community_id,
        place = free.place, accepted_at = step.at, arrived_at = NULL, offered_to = NULL, offered_until = NULL,
        offered_why = NULL, handover_to = NULL, paused_for = NULL, resumes_at = NULL,
        due_at = CASE WHEN job.promised_by > step.at THEN job.promised_by END,
        """ + CALM + MOVED + "\n";

    /**
     * A worker who may take the job: on duty where it is shown, skilled, with a free place, and not its own helper. The
     * unique index on worker and place decides between two jobs taken at once.
     */
    private static final String TAKER = """
        FROM step
        JOIN worker_shift AS shift
            ON shift.worker_id = step.worker_id AND shift.community_id = ANY(step.communities)
        LEFT JOIN station_rules AS rules
            ON rules.community_id = shift.community_id AND rules.station_id = shift.station_id
        CROSS JOIN LATERAL (
            SELECT min(number) AS place FROM generate_series(1, coalesce(rules.places, 1)) AS number
            WHERE NOT EXISTS (
                SELECT 1 FROM job AS held
                WHERE held.worker_id = step.worker_id AND held.place = number
                  AND held.state IN ('ACCEPTED', 'ARRIVED'))) AS free
        WHERE job.id = step.job_id AND shift.on_duty AND NOT shift.on_break AND free.place IS NOT NULL
          AND (shift.station_id = job.station_id OR shift.station_id = ANY(job.guests))
          AND EXISTS (
            SELECT 1 FROM worker_skill AS skill
            WHERE skill.community_id = shift.community_id AND skill.worker_id = step.worker_id
              AND skill.skill = job.skill)
          AND (job.helps IS NULL OR NOT EXISTS (
            SELECT 1 FROM job AS helped
            WHERE helped.id = job.helps AND helped.worker_id = step.worker_id AND helped.ended_at IS NULL))
          AND
        """ + STEP_FENCED + "\n";

    /** Closes the offer that stood open, if any. */
    private static final String OFFER_ANSWERED = """
        , answered AS (
            UPDATE job_offer AS offer
            SET outcome = CASE WHEN offer.worker_id = job_moved.worker_id THEN 'TAKEN' ELSE 'WITHDRAWN' END,
                outcome_at = :now
            FROM job_moved
            WHERE offer.community_id = job_moved.community_id AND offer.job_id = job_moved.id
              AND offer.outcome IS NULL)
        """;

    /** One worker takes one job of which this holds. Two taken at once for one place: a duplicate key. */
    static String taking(String condition) {
        return TAKING + taken(condition) + NOTED;
    }

    /** Many workers take a job each of which this holds. */
    static String takingEach(String condition) {
        return TAKING_EACH + taken(condition) + NOTED_BY_TAKERS;
    }

    private static String taken(String condition) {
        return "job_moved AS (UPDATE job SET " + TAKEN + TAKER + " AND " + condition + " RETURNING job.*)"
                + OFFER_ANSWERED;
    }

    static final String OFFER_WITHDRAWN = """
        , answered AS (
            UPDATE job_offer AS offer SET outcome = 'WITHDRAWN', outcome_at = :now
            FROM job_moved
            WHERE offer.community_id = job_moved.community_id AND offer.job_id = job_moved.id
              AND offer.outcome IS NULL)
        """;
}
