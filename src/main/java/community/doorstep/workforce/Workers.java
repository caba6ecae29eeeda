package community.doorstep.workforce;

import community.doorstep.catalog.Catalog;
import community.doorstep.shared.Audit;
import community.doorstep.shared.Caller;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Detached;
import community.doorstep.shared.GeoPoint;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.Role;
import community.doorstep.shared.StationId;
import community.doorstep.shared.StationRef;
import java.time.Clock;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Workers: what they can do, and when they are on duty. */
@Component
public class Workers {

    private static final Pattern SKILL = Pattern.compile("[A-Z][A-Z0-9_]{1,29}");
    private static final int SKILLS_MOST = 50;

    private final DatabaseClient database;
    private final Shifts shifts;
    private final Duties duties;
    private final Catalog catalog;
    private final Audit audit;
    private final Detached detached;
    private final TransactionalOperator transaction;
    private final Clock clock;

    Workers(
            DatabaseClient database,
            Shifts shifts,
            Duties duties,
            Catalog catalog,
            Audit audit,
            Detached detached,
            TransactionalOperator transaction,
            Clock clock) {
        this.database = database;
        this.shifts = shifts;
        this.duties = duties;
        this.catalog = catalog;
        this.audit = audit;
        this.detached = detached;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** These skills and no others, in the caller's transaction; refuses {@code skill-malformed} (400). */
    public Mono<Void> skills(CommunityId community, PersonId worker, Set<String> skills, PersonId givenBy) {
        if (skills.size() > SKILLS_MOST
                || !skills.stream().allMatch(skill -> SKILL.matcher(skill).matches())) {
            return Mono.error(Refusal.badRequest("skill-malformed"));
        }
        return database.sql("""
            WITH taken AS (
                DELETE FROM worker_skill
                WHERE community_id = :community AND worker_id = :worker AND skill <> ALL(:skills))
            INSERT INTO worker_skill (community_id, worker_id, skill, given_by, given_at)
            SELECT :community, :worker, skill, :givenBy, :now FROM unnest(:skills) AS skill
            ON CONFLICT DO NOTHING
            """)
                .bind("community", community.value())
                .bind("worker", worker.value())
                .bind("skills", skills.toArray(String[]::new))
                .bind("givenBy", givenBy.value())
                .bind("now", clock.instant())
                .then()
                .then(Mono.defer(() -> duties.changed(community, worker)));
    }

    /** As an admin of that community. */
    Mono<Void> skills(Caller caller, CommunityId community, PersonId worker, Set<String> skills) {
        caller.mustBe(community, Role.COMMUNITY_ADMIN);
        return detached.run(skills(community, worker, skills, caller.person())
                        .then(audit.note(
                                caller.person(), community, "worker-skills", worker.value(), String.join(",", skills)))
                        .as(transaction::transactional))
                .doOnSuccess(done -> duties.told());
    }

    /**
     * On duty at that station, or where the worker was last; or off duty. Refuses {@code station-missing} (400) and
     * {@code role-missing} (403).
     */
    Mono<ShiftView> shift(Caller caller, boolean onDuty, @Nullable StationId station, @Nullable GeoPoint position) {
        GeoPoint checked = position == null ? null : position.onEarth();
        Mono<ShiftView> change = where(caller, station)
                .flatMap(at ->
                        shifts.change(caller.person(), at, onDuty, checked).thenReturn(at))
                .flatMap(at -> duties.follow(Set.of(caller.person()), "OFF").thenReturn(at))
                .flatMap(at -> shift(caller));
        return detached.run(change.as(transaction::transactional)).doOnNext(changed -> duties.told());
    }

    /** A break, or its end: meanwhile nothing is offered. Refuses {@code off-duty} (409). */
    Mono<ShiftView> pause(Caller caller, boolean onBreak) {
        Mono<ShiftView> change = shifts.pause(caller.person(), caller.communitiesAs(Role.WORKER), onBreak)
                .flatMap(changed -> onBreak
                        ? duties.onBreak(changed)
                        : duties.changed(changed.at().community(), changed.worker()))
                .then(Mono.defer(() -> shift(caller)));
        return detached.run(change.as(transaction::transactional)).doOnNext(changed -> duties.told());
    }

    Mono<ShiftView> shift(Caller caller) {
        return shifts.of(caller.person(), caller.communitiesAs(Role.WORKER))
                .map(ShiftView::of)
                .defaultIfEmpty(ShiftView.NEVER);
    }

    private Mono<StationRef> where(Caller caller, @Nullable StationId station) {
        return station == null
                ? shifts.of(caller.person(), caller.communitiesAs(Role.WORKER))
                        .map(Shift::at)
                        .doOnNext(at -> mustWorkAt(caller, at))
                        .switchIfEmpty(Mono.error(() -> Refusal.badRequest("station-missing")))
                : catalog.station(station)
                        .map(known -> new StationRef(known.communityId(), known.id()))
                        .doOnNext(at -> mustWorkAt(caller, at));
    }

    /** A worker's role may be granted for one station only. */
    private static void mustWorkAt(Caller caller, StationRef at) {
        boolean granted = caller.grants().stream()
                .anyMatch(grant -> grant.role() == Role.WORKER
                        && at.community().equals(grant.community())
                        && (grant.station() == null || at.station().equals(grant.station())));
        if (!granted) {
            throw Refusal.forbidden("role-missing");
        }
    }
}
