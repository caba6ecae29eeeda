package community.doorstep.promise;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import community.doorstep.catalog.Catalog;
import community.doorstep.dispatch.JobId;
import community.doorstep.dispatch.StationLoad;
import community.doorstep.dispatch.StationLoads;
import community.doorstep.shared.GeoPoint;
import community.doorstep.shared.StationRef;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** How soon somebody can be at a door, from the station's queue, who is on duty, the way, and how things went lately. */
@Component
public class Promises {

    private static final int MOST_STATIONS = 10_000;

    /** What the last weeks tell of a station. */
    record Known(GeoPoint place, Habits habits, Calibration calibration) {}

    private record Assessed(Promise promise, @Nullable Estimate estimate) {}

    private final StationLoads loads;
    private final PromiseRows rows;
    private final Agreements agreements;
    private final Catalog catalog;
    private final Clock clock;
    private final PromiseSettings settings;
    private final Cache<StationRef, Known> known;

    Promises(
            StationLoads loads,
            PromiseRows rows,
            Agreements agreements,
            Catalog catalog,
            Clock clock,
            PromiseSettings settings) {
        this.loads = loads;
        this.rows = rows;
        this.agreements = agreements;
        this.catalog = catalog;
        this.clock = clock;
        this.settings = settings;
        this.known = Caffeine.newBuilder()
                .maximumSize(MOST_STATIONS)
                .expireAfterWrite(settings.remember())
                .build();
    }

    /** What can be said before anything is booked; nobody is held to it. Null stands for any skill, or a usual way. */
    Mono<Promise> possible(StationRef station, @Nullable String skill, @Nullable GeoPoint door) {
        return assessed(station, skill, door).map(Assessed::promise);
    }

    /**
     * A promise for a job that is about to be posted, kept with it and measured by arrival. In the caller's transaction;
     * given again, the first stays.
     *
     * @param otherwise within which time somebody is to be there although nobody on duty can do it
     */
    public Mono<Promise> give(JobId job, StationRef station, String skill, GeoPoint door, Duration otherwise) {
        return assessed(station, skill, door)
                .delayUntil(given -> given.estimate() == null
                        ? agreements.giveUnstaffed(job, station, clock.instant().plus(otherwise))
                        : rows.keep(job, station, given.promise(), given.estimate()))
                .map(Assessed::promise);
    }

    private Mono<Assessed> assessed(StationRef station, @Nullable String skill, @Nullable GeoPoint door) {
        return Mono.zip(known(station), loads.at(station))
                .map(both -> assessed(both.getT1(), both.getT2(), skill, door));
    }

    private Assessed assessed(Known station, StationLoad load, @Nullable String skill, @Nullable GeoPoint door) {
        Courses courses = new Courses(station.place(), station.habits(), load, clock.instant());
        Estimate estimate = courses.until(skill, door == null ? Habits.usualDoor(station.place()) : door);
        int ahead = load.waiting().size();
        return estimate == null
                ? new Assessed(Promise.nobody(ahead), null)
                : new Assessed(
                        Promise.of(estimate, station.calibration(), settings.shortest(), ahead, courses.able(skill)),
                        estimate);
    }

    Mono<Known> known(StationRef station) {
        Known found = known.getIfPresent(station);
        return found != null ? Mono.just(found) : learned(station).doOnNext(learned -> known.put(station, learned));
    }

    private Mono<Known> learned(StationRef station) {
        return Mono.zip(
                        catalog.station(station.station()),
                        loads.times(station, clock.instant().minus(settings.lately()), settings.most())
                                .collectList(),
                        rows.ranks(station, settings.most() / 2))
                .map(told ->
                        new Known(told.getT1().place(), Habits.of(told.getT1().place(), told.getT2()), told.getT3()));
    }
}
