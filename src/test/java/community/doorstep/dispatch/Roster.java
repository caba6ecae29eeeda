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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.transaction.reactive.TransactionalOperator;

/** A town's workers on duty, and jobs posted for them. */
final class Roster {

    private static final GeoPoint DOOR = new GeoPoint(26.58765, 101.71842);

    /** Of all rosters: a neighbour comes to another's door. */
    private static final Map<JobId, GeoPoint> DOORS = new ConcurrentHashMap<>();

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

    /** Hired for another station of the town, and on duty there. */
    Town.Person workerAt(String station, String name, String... skills) {
        String phone = Town.phone();
        hired(station, phone, name);
        Town.Person worker = town.signIn("s" + Town.unique(), phone);
        skilled(worker, skills);
        town.send("PUT", worker, "/api/worker/shift", Map.of("onDuty", true, "stationId", station), null);
        return worker;
    }

    void hired(String station, String phone, String name) {
        town.post(
                town.admin,
                "/api/admin/staff",
                Map.of(
                        "phone", phone,
                        "name", name,
                        "role", "WORKER",
                        "communityId", town.communityId,
                        "stationId", station));
    }

    /** All roles that somebody holds here. */
    void withdraw(Town.Person staff) {
        town.get(town.admin, "/api/admin/staff")
                .valueStream()
                .filter(held -> held.get("person").asString().equals(staff.id()))
                .map(held -> "/api/admin/staff/" + held.get("id").asString())
                .forEach(grant -> town.send("DELETE", town.admin, grant, null, null));
    }

    /** Has these skills and no others. */
    void skilled(Town.Person worker, String... skills) {
        town.send(
                "PUT",
                town.admin,
                "/api/admin/workers/" + worker.id() + "/skills",
                Map.of("communityId", town.communityId, "skills", List.of(skills)),
                null);
    }

    Town.Person offDuty(String name, String... skills) {
        Town.Person worker = town.staff(name, "WORKER");
        skilled(worker, skills);
        return worker;
    }

    void shift(Town.Person worker, boolean onDuty) {
        town.send("PUT", worker, "/api/worker/shift", Map.of("onDuty", onDuty, "stationId", town.stationId), null);
    }

    JobId post(Town.Person resident, String skill) {
        return post(resident, skill, clock.instant());
    }

    JobId post(Town.Person resident, String skill, Instant startsAt) {
        return post(town.stationId, resident, skill, startsAt);
    }

    JobId postTo(String station, Town.Person resident, String skill) {
        return post(station, resident, skill, clock.instant());
    }

    private JobId post(String station, Town.Person resident, String skill, Instant startsAt) {
        JobId id = new JobId(Ids.next());
        NewJob job = new NewJob(
                id,
                CommunityId.of(town.communityId),
                StationId.of(station),
                PersonId.of(resident.id()),
                PersonId.of(resident.id()),
                skill,
                "修水龙头",
                Need.USUAL,
                DOOR,
                new Door("望江街 3 栋 2 单元 501", "厨房水龙头滴水"),
                startsAt,
                startsAt.plus(Duration.ofMinutes(10)));
        jobs.post(job).as(transaction::transactional).block();
        return id;
    }

    JobId post(Town.Person resident, String skill, Need need, Duration promise) {
        return post(job(resident, skill, need, promise, DOOR));
    }

    JobId postAt(Town.Person resident, String skill, String address) {
        return post(job(resident, skill, Need.USUAL, Duration.ofMinutes(10), DOOR, new Door(address, "")));
    }

    JobId postAt(Town.Person resident, String skill, GeoPoint place) {
        return post(job(resident, skill, Need.USUAL, Duration.ofMinutes(10), place));
    }

    JobId postAtStation(String station, Town.Person resident, String skill) {
        Instant now = clock.instant();
        return post(new NewJob(
                new JobId(Ids.next()),
                CommunityId.of(town.communityId),
                StationId.of(station),
                PersonId.of(resident.id()),
                PersonId.of(resident.id()),
                skill,
                "修水龙头",
                Need.USUAL,
                DOOR,
                new Door("望江街 3 栋 2 单元 501", ""),
                now,
                now.plus(Duration.ofMinutes(10))));
    }

    private NewJob job(Town.Person resident, String skill, Need need, Duration promise, GeoPoint place) {
        return job(resident, skill, need, promise, place, new Door("望江街 3 栋 2 单元 501", "厨房水龙头滴水"));
    }

    private NewJob job(Town.Person resident, String skill, Need need, Duration promise, GeoPoint place, Door door) {
        Instant now = clock.instant();
        return new NewJob(
                new JobId(Ids.next()),
                CommunityId.of(town.communityId),
                StationId.of(town.stationId),
                PersonId.of(resident.id()),
                PersonId.of(resident.id()),
                skill,
                "修水龙头",
                need,
                place,
                door,
                now,
                now.plus(promise));
    }

    JobId post(NewJob job) {
        DOORS.put(job.id(), job.place());
        jobs.post(job).as(transaction::transactional).block();
        return job.id();
    }

    /** The station's rules: the usual ones, but for these. */
    void rules(Map<String, ?> changed) {
        rules(town.stationId, changed);
    }

    void rules(String station, Map<String, ?> changed) {
        Map<String, Object> rules = new HashMap<>(Map.of(
                "mode", "BROADCAST",
                "places", 1,
                "aloneFirst", true,
                "offerSeconds", 20,
                "windowMinutes", 10,
                "ladder", ladder(60, 120, 180),
                "opening", List.of(),
                "shareFen", 0,
                "stopShareFen", 0));
        rules.putAll(changed);
        String address = "/api/admin/stations/" + station + "/dispatch";
        Town.Answer first = town.answered("PUT", town.admin, address, rules, Map.of("If-Match", "\"0\""));
        if (first.status() != 200) {
            throw new AssertionError("PUT " + address + " answered " + first.body());
        }
    }

    static Map<String, Object> ladder(Integer all, Integer neighbours, Integer lead) {
        Map<String, Object> ladder = new HashMap<>();
        ladder.put("allAfter", all);
        ladder.put("neighboursAfter", neighbours);
        ladder.put("leadAfter", lead);
        ladder.put("neighbours", 3);
        ladder.put("neighboursWithin", 3000);
        return ladder;
    }

    /** The kinds of a job's hops. */
    List<String> hops(Town.Person lead, JobId job) {
        return town.get(lead, "/api/station/jobs/" + job + "/history")
                .get("hops")
                .valueStream()
                .map(hop -> hop.get("kind").asString())
                .toList();
    }

    List<String> waiting(Town.Person worker) {
        return town.get(worker, "/api/worker/jobs")
                .get("waiting")
                .valueStream()
                .map(job -> job.get("id").asString())
                .toList();
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

    /** Who arrives is at the door. */
    @SuppressWarnings("unchecked")
    Town.Answer step(Town.Person worker, JobId job, String step, Object body) {
        Object said = body;
        if (step.equals("arrival")) {
            Map<String, Object> shown = new HashMap<>(body == null ? Map.of() : (Map<String, Object>) body);
            GeoPoint door = DOORS.getOrDefault(job, DOOR);
            shown.put("position", Map.of("latitude", door.latitude(), "longitude", door.longitude()));
            said = shown;
        }
        return town.exchange("POST", worker, "/api/worker/jobs/" + job + "/" + step, said, null);
    }
}
