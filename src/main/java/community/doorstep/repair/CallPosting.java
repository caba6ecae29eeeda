package community.doorstep.repair;

import community.doorstep.dispatch.JobId;
import community.doorstep.dispatch.Jobs;
import community.doorstep.dispatch.LivingAlone;
import community.doorstep.promise.Agreements;
import community.doorstep.promise.Promises;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.StationRef;
import community.doorstep.shared.TimeSlot;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Posts the job of a call, with the promise that can be given. In the caller's transaction. */
@Component
class CallPosting {

    /** 十分钟承诺, where nobody on duty stands behind a better one. */
    private static final Duration NOW_MEANS = Duration.ofMinutes(10);

    private final CategoryRules categories;
    private final Promises promises;
    private final Agreements agreements;
    private final LivingAlone livingAlone;
    private final Jobs jobs;
    private final Clock clock;

    CallPosting(
            CategoryRules categories,
            Promises promises,
            Agreements agreements,
            LivingAlone livingAlone,
            Jobs jobs,
            Clock clock) {
        this.categories = categories;
        this.promises = promises;
        this.agreements = agreements;
        this.livingAlone = livingAlone;
        this.jobs = jobs;
        this.clock = clock;
    }

    /** @param ends of the window that was booked */
    Mono<Void> post(RepairCall call, Instant ends) {
        return skill(call)
                .zipWhen(skill -> promised(call, skill, ends))
                .zipWith(
                        livingAlone.elder(call.community(), call.beneficiary()),
                        (promised, alone) -> call.job(promised.getT1(), alone, promised.getT2()))
                .flatMap(jobs::post);
    }

    /** To another window, and the promise with it: unless the worker came, by which it is measured. */
    Mono<Void> move(CommunityId community, JobId job, TimeSlot window) {
        return jobs.reschedule(community, job, window).flatMap(moved -> agreements.move(community, job, window.end()));
    }

    private Mono<String> skill(RepairCall call) {
        RepairCategory category = call.details().category();
        return categories
                .of(call.community())
                .map(rules -> rules.getOrDefault(category, CategoryRules.Rule.usual(category))
                        .skill());
    }

    /** A call for now gets the promise that can be given; a window booked ahead, that somebody comes within it. */
    private Mono<Instant> promised(RepairCall call, String skill, Instant ends) {
        JobId job = new JobId(call.id());
        StationRef station = new StationRef(call.community(), call.station());
        Instant now = clock.instant();
        return call.startsAt().isAfter(now)
                ? agreements.giveWindow(job, station, ends).thenReturn(ends)
                : promises.give(job, station, skill, call.details().place(), NOW_MEANS)
                        .map(promise -> promise.by(now, NOW_MEANS));
    }
}
