package community.doorstep.partners;

import community.doorstep.catalog.Catalog;
import community.doorstep.catalog.ErrandTerms;
import community.doorstep.catalog.Service;
import community.doorstep.catalog.Station;
import community.doorstep.dispatch.Door;
import community.doorstep.dispatch.JobId;
import community.doorstep.dispatch.Jobs;
import community.doorstep.dispatch.LivingAlone;
import community.doorstep.dispatch.Need;
import community.doorstep.dispatch.NewJob;
import community.doorstep.promise.Agreement;
import community.doorstep.promise.Agreements;
import community.doorstep.shared.GeoPoint;
import community.doorstep.shared.StationId;
import community.doorstep.shared.StationRef;
import community.doorstep.shared.TimeSlot;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * The jobs of an errand: one at the merchant's, and where another station carries it a second one there, once it is
 * ready. Each in the caller's transaction.
 */
@Component
class ErrandJobs {

    /** Of whoever carries things from door to door. */
    private static final String CARRIES = "DELIVERY";

    private record Ground(Service service, Station station, boolean alone) {

        Need need(Errand errand) {
            return new Need(false, false, alone, errand.details().stairs(), false);
        }
    }

    private final Jobs jobs;
    private final Agreements agreements;
    private final Catalog catalog;
    private final LivingAlone livingAlone;
    private final Clock clock;

    ErrandJobs(Jobs jobs, Agreements agreements, Catalog catalog, LivingAlone livingAlone, Clock clock) {
        this.jobs = jobs;
        this.agreements = agreements;
        this.catalog = catalog;
        this.livingAlone = livingAlone;
        this.clock = clock;
    }

    /** At the merchant's. */
    Mono<Void> toTheMerchant(Errand errand, Instant startsAt) {
        return ground(errand)
                .flatMap(ground -> jobs.post(first(errand, ground, startsAt))
                        .then(Mono.defer(() -> errand.carrier() == null ? promised(errand, ground) : Mono.empty())));
    }

    /** To whoever carries it. */
    Mono<Void> toTheCarrier(Errand errand) {
        StationId carrier = Objects.requireNonNull(errand.carrier());
        return ground(errand)
                .flatMap(ground ->
                        promised(errand, ground).then(Mono.defer(() -> jobs.post(carried(errand, carrier, ground)))));
    }

    private Mono<Ground> ground(Errand errand) {
        return Mono.zip(
                        catalog.service(errand.service()),
                        catalog.station(errand.station()),
                        livingAlone.elder(errand.community(), errand.beneficiary()))
                .map(all -> new Ground(all.getT1(), all.getT2(), all.getT3()));
    }

    private Mono<Void> promised(Errand errand, Ground ground) {
        StationRef merchant = new StationRef(errand.community(), errand.station());
        return agreements.give(
                new JobId(errand.id()), merchant, Agreement.ofErrand(ground.service()), errand.promisedBy());
    }

    private NewJob first(Errand errand, Ground ground, Instant startsAt) {
        ErrandTerms terms = ground.service().errand();
        NewJob job = new NewJob(
                new JobId(errand.firstJob()),
                errand.community(),
                errand.station(),
                errand.beneficiary(),
                errand.bookedBy(),
                terms.skillOrUsual(),
                ground.service().name(),
                ground.need(errand),
                errand.startsAtTheMerchants() ? ground.station().place() : place(errand),
                firstDoor(errand, ground.station()),
                startsAt,
                firstPromised(errand, startsAt, terms));
        return errand.startsAtTheMerchants() ? job.doneAtTheStation() : job;
    }

    /** The time that was booked is another. */
    Mono<Void> move(Errand errand, Instant startsAt, ErrandTerms terms) {
        TimeSlot time = new TimeSlot(startsAt, firstPromised(errand, startsAt, terms));
        return jobs.reschedule(errand.community(), new JobId(errand.firstJob()), time)
                .then(Mono.defer(
                        () -> agreements.move(errand.community(), new JobId(errand.id()), errand.promisedBy())));
    }

    /** Of the job of those who make it ready. */
    private static Instant firstPromised(Errand errand, Instant startsAt, ErrandTerms terms) {
        return errand.carrier() == null ? errand.promisedBy() : startsAt.plus(terms.readyWithin());
    }

    private static Door firstDoor(Errand errand, Station merchant) {
        ErrandDetails said = errand.details();
        return errand.startsAtTheMerchants()
                ? new Door(merchant.address(), said.said())
                : new Door(said.address(), (said.wish() + " " + said.forTheWay()).strip());
    }

    private NewJob carried(Errand errand, StationId carrier, Ground ground) {
        return new NewJob(
                new JobId(errand.id()),
                errand.community(),
                carrier,
                errand.beneficiary(),
                errand.bookedBy(),
                CARRIES,
                ground.service().name(),
                ground.need(errand),
                place(errand),
                carriersDoor(errand, ground.station()),
                clock.instant(),
                errand.promisedBy());
    }

    /** Where to fetch it and where to bring it, not what it is. */
    private static Door carriersDoor(Errand errand, Station merchant) {
        String fetch = "取件：" + merchant.name() + " " + merchant.address() + " ";
        return new Door(errand.details().address(), (fetch + errand.details().forTheWay()).strip());
    }

    /** So read the notes of its jobs from now on. */
    Mono<Void> reword(Errand errand) {
        return catalog.station(errand.station())
                .flatMap(merchant -> jobs.reword(
                                errand.community(),
                                new JobId(errand.firstJob()),
                                firstDoor(errand, merchant).note())
                        .then(Mono.defer(() -> errand.carrier() == null
                                ? Mono.empty()
                                : jobs.reword(
                                        errand.community(),
                                        new JobId(errand.id()),
                                        carriersDoor(errand, merchant).note()))));
    }

    private static GeoPoint place(Errand errand) {
        return Objects.requireNonNull(errand.details().place());
    }
}
