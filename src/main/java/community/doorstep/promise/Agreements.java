package community.doorstep.promise;

import community.doorstep.catalog.Service;
import community.doorstep.catalog.ServiceKind;
import community.doorstep.dispatch.JobId;
import community.doorstep.dispatch.StationLoad;
import community.doorstep.dispatch.StationLoads;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.StationRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Promises by agreement: how likely they are is told by how the station's last ones of the kind went. */
@Component
public class Agreements {

    /** Of those that went before, and of what is expected of a station that has none. */
    private static final int LATELY = 100;

    private static final double EXPECTED_WEIGHS = 8;

    /** A window that was booked ahead. */
    private static final Agreement WINDOW = new Agreement("booked-window", null, Duration.ZERO, false);

    /** Asked for at once while nobody on duty could do it. */
    private static final Agreement UNSTAFFED = new Agreement("nobody-on-duty", null, Duration.ZERO, false);

    private final List<Agreement> agreed;
    private final PromiseRows rows;
    private final StationLoads loads;

    Agreements(List<Agreement> agreed, PromiseRows rows, StationLoads loads) {
        this.agreed = agreed;
        this.rows = rows;
        this.loads = loads;
    }

    /** The service's own; else that of the skill, or of such services when none is named. */
    Optional<Agreement> of(@Nullable String skill, Service service) {
        if (service.kind() == ServiceKind.ERRAND) {
            return Optional.of(Agreement.ofErrand(service));
        }
        ServiceKind kind = service.kind();
        return agreed.stream().filter(one -> one.holdsFor(skill, kind)).findFirst();
    }

    Mono<Promise> possible(StationRef station, Agreement agreement) {
        return Mono.zip(rows.agreedLately(station, agreement.skill(), LATELY), loads.at(station))
                .map(both -> promise(agreement, both.getT1(), both.getT2()));
    }

    /**
     * Kept with a job that is about to be posted, and measured. In the caller's transaction; given again, the first
     * stays.
     */
    public Mono<Void> give(JobId job, StationRef station, Agreement agreement, Instant promisedBy) {
        return rows.agreedLately(station, agreement.skill(), LATELY)
                .flatMap(lately -> rows.keep(job, station, agreement, promisedBy, likelihood(lately)));
    }

    /** The same of a window that was booked ahead: somebody comes before it ends. */
    public Mono<Void> giveWindow(JobId job, StationRef station, Instant ends) {
        return give(job, station, WINDOW, ends);
    }

    /** The time that was booked is another. */
    public Mono<Void> move(CommunityId community, JobId job, Instant promisedBy) {
        return rows.move(community, job, promisedBy, WINDOW);
    }

    /** The same of what nobody stands behind: as likely as the last of those were, the first not at all. */
    Mono<Void> giveUnstaffed(JobId job, StationRef station, Instant promisedBy) {
        return rows.agreedLately(station, UNSTAFFED.skill(), LATELY)
                .flatMap(lately -> rows.keep(job, station, UNSTAFFED, promisedBy, likelihood(0, lately)));
    }

    private static Promise promise(Agreement agreement, PromiseRows.Lately lately, StationLoad load) {
        int able = (int) load.onDuty().stream()
                .filter(worker -> worker.skills().contains(agreement.skill()))
                .count();
        return new Promise(
                (int) agreement.within().toMinutes(),
                Promise.rounded(likelihood(lately)),
                0,
                load.waiting().size(),
                able);
    }

    static double likelihood(PromiseRows.Lately lately) {
        return likelihood(Promise.SURE, lately);
    }

    private static double likelihood(double expected, PromiseRows.Lately lately) {
        return (EXPECTED_WEIGHS * expected + lately.kept()) / (EXPECTED_WEIGHS + lately.known());
    }
}
