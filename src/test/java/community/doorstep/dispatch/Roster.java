package community.doorstep.dispatch;

import community.doorstep.Town;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.GeoPoint;
import community.doorstep.shared.Ids;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.StationId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.transaction.reactive.TransactionalOperator;

/** A town's workers on duty, and jobs posted for them. */
final class Roster {

    private final Town town;
    private final Jobs jobs;
    private final TransactionalOperator transaction;
    private final Clock clock;

    Roster(Town town, Jobs jobs, TransactionalOperator transaction, Clock clock) {
        this.town = town;
        this.jobs = jobs;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** On duty at the town's station. */
    Town.Person worker(String name, String... skills) {
        Town.Person worker = offDuty(name, skills);
        shift(worker, true);
        return worker;
    }

    Town.Person offDuty(String name, String... skills) {
        Town.Person worker = town.staff(name, "WORKER");
        town.send(
                "PUT",
                town.admin,
                "/api/admin/workers/" + worker.id() + "/skills",
                Map.of("communityId", town.communityId, "skills", List.of(skills)),
                null);
        return worker;
    }

    void shift(Town.Person worker, boolean onDuty) {
        town.send("PUT", worker, "/api/worker/shift", Map.of("onDuty", onDuty, "stationId", town.stationId), null);
    }

    JobId post(Town.Person resident, String skill) {
        return post(resident, skill, clock.instant());
    }

    JobId post(Town.Person resident, String skill, Instant startsAt) {
        JobId id = new JobId(Ids.next());
        NewJob job = new NewJob(
                id,
                CommunityId.of(town.communityId),
                StationId.of(town.stationId),
                PersonId.of(resident.id()),
                PersonId.of(resident.id()),
                skill,
                "修水龙头",
                Need.USUAL,
                new GeoPoint(26.58765, 101.71842),
                new Door("望江街 3 栋 2 单元 501", "厨房水龙头滴水"),
                startsAt,
                startsAt.plus(Duration.ofMinutes(10)));
        jobs.post(job).as(transaction::transactional).block();
        return id;
    }

    void cancel(JobId job) {
        jobs.cancel(CommunityId.of(town.communityId), job, null, "测试取消")
                .as(transaction::transactional)
                .block();
    }

    Town.Answer claim(Town.Person worker, JobId job) {
        return step(worker, job, "claim", null);
    }

    Town.Answer arrive(Town.Person worker, JobId job) {
        return step(worker, job, "arrival", null);
    }

    Town.Answer complete(Town.Person worker, JobId job) {
        return step(worker, job, "completion", Map.of("note", "换了垫圈"));
    }

    Town.Answer giveBack(Town.Person worker, JobId job) {
        return step(worker, job, "release", Map.of("reason", "没有零件"));
    }

    private Town.Answer step(Town.Person worker, JobId job, String step, Object body) {
        return town.exchange("POST", worker, "/api/worker/jobs/" + job + "/" + step, body, null);
    }
}
