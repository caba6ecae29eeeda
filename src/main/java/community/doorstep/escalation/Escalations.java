package community.doorstep.escalation;

import community.doorstep.catalog.Catalog;
import community.doorstep.catalog.Station;
import community.doorstep.dispatch.Attention;
import community.doorstep.dispatch.Candidates;
import community.doorstep.dispatch.Climb;
import community.doorstep.dispatch.DueJob;
import community.doorstep.dispatch.HopCause;
import community.doorstep.dispatch.HopKind;
import community.doorstep.dispatch.JobId;
import community.doorstep.dispatch.Rung;
import community.doorstep.identity.Addressees;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Role;
import community.doorstep.shared.StationRef;
import community.doorstep.stationrules.StationRules;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Looks at each job that is due and does what its station's rules say. */
@Component
class Escalations {

    private static final Logger log = LoggerFactory.getLogger(Escalations.class);
    private static final int MOST = 100;
    private static final int AT_ONCE = 4;

    private final Attention attention;
    private final Candidates candidates;
    private final Offering offering;
    private final Circumstances circumstances;
    private final Catalog catalog;
    private final Neighbours neighbours;
    private final Addressees addressees;
    private final TransactionalOperator transaction;
    private final MeterRegistry meters;

    Escalations(
            Attention attention,
            Candidates candidates,
            Offering offering,
            Circumstances circumstances,
            Catalog catalog,
            Neighbours neighbours,
            Addressees addressees,
            TransactionalOperator transaction,
            MeterRegistry meters) {
        this.attention = attention;
        this.candidates = candidates;
        this.offering = offering;
        this.circumstances = circumstances;
        this.catalog = catalog;
        this.neighbours = neighbours;
        this.addressees = addressees;
        this.transaction = transaction;
        this.meters = meters;
    }

    /** All that is due now: offers together, since they end by the dozen; else each job in a transaction of its own. */
    Mono<Void> look() {
        return attention
                .due(MOST)
                .collectList()
                .flatMap(this::offerTogether)
                .flatMapMany(Flux::fromIterable)
                .flatMapDelayError(key -> look(key), AT_ONCE, 1)
                .then();
    }

    /** Answers what is left to be looked at; all of it when something went wrong, so that one job does not hold up the others. */
    private Mono<List<Attention.Key>> offerTogether(List<Attention.Key> due) {
        List<Attention.Key> offered =
                due.stream().filter(key -> !key.openToAll()).toList();
        return offered.isEmpty()
                ? Mono.just(due)
                : offer(offered)
                        .as(transaction::transactional)
                        .doOnNext(made -> attention.told())
                        .map(made -> without(due, made))
                        .onErrorResume(error -> apart(due, error));
    }

    private static Mono<List<Attention.Key>> apart(List<Attention.Key> due, Throwable error) {
        log.debug("Offers could not be made together", error);
        return Mono.just(due);
    }

    private Mono<Set<JobId>> offer(List<Attention.Key> keys) {
        return attention
                .lock(keys)
                .collectList()
                .flatMapIterable(jobs -> jobs)
                .concatMap(circumstances::of)
                .filter(scene -> scene.decision() instanceof Decision.MakeOffer)
                .collectList()
                .flatMap(scenes -> offering.make(scenes).map(left -> made(scenes, left)));
    }

    private static Set<JobId> made(List<Scene> scenes, List<Scene> left) {
        return scenes.stream()
                .filter(scene -> !left.contains(scene))
                .map(scene -> scene.job().id())
                .collect(Collectors.toSet());
    }

    private static List<Attention.Key> without(List<Attention.Key> due, Set<JobId> made) {
        return due.stream().filter(key -> !made.contains(key.job())).toList();
    }

    private Mono<Void> look(Attention.Key key) {
        return attention
                .lock(List.of(key))
                .singleOrEmpty()
                .flatMap(circumstances::of)
                .flatMap(scene -> act(scene).thenReturn(scene))
                .as(transaction::transactional)
                .doOnNext(scene -> attention.told())
                .then();
    }

    private Mono<Void> act(Scene scene) {
        Decision decision = scene.decision();
        if (decision instanceof Decision.Wait wait) {
            return attention.wait(scene.job(), scene.received(), wait.until());
        }
        if (decision instanceof Decision.MakeOffer) {
            return offer(scene);
        }
        if (decision instanceof Decision.AnswerAtNight) {
            return answerAtNight(scene);
        }
        if (decision instanceof Decision.ClimbTo climb) {
            return climb(scene, climb.rung());
        }
        return decision instanceof Decision.CallLate ? late(scene) : attention.reopen(scene.job());
    }

    private Mono<Void> offer(Scene scene) {
        return offering.make(List.of(scene))
                .flatMapIterable(left -> left)
                .concatMap(this::nobodyLeft)
                .then();
    }

    /** All were asked, or nobody is there: whoever comes may have it. */
    private Mono<Void> nobodyLeft(Scene scene) {
        int rung = scene.received();
        return attention.climb(
                scene.job(), hop(HopKind.OPENED_TO_ALL, rung, HopCause.NOBODY_LEFT, scene, true, List.of(), List.of()));
    }

    private Mono<Void> climb(Scene scene, Rung rung) {
        DueJob job = scene.job();
        String unclaimed = HopCause.unclaimed(
                java.time.Duration.between(job.waitingSince() == null ? scene.now() : job.waitingSince(), scene.now())
                        .toSeconds());
        return switch (rung) {
            case RECEIVED, ALL ->
                candidates
                        .ready(job, List.of(job.at()))
                        .flatMap(ring -> climbed(scene, Rung.ALL, unclaimed, List.of(), ring));
            case NEIGHBOURS ->
                neighbours
                        .of(job, scene.rules().ladder())
                        .flatMap(guests -> candidates
                                .ready(job, guests)
                                .flatMap(ring -> climbed(scene, rung, unclaimed, guests, ring)));
            case LEAD -> leads(job).flatMap(ring -> climbed(scene, rung, unclaimed, List.of(), ring));
            case UNSERVED ->
                leads(job)
                        .doOnNext(ring ->
                                meters.counter("doorstep.dispatch.unserved").increment())
                        .flatMap(ring -> climbed(scene, rung, HopCause.PROMISE_OVER, List.of(), ring));
        };
    }

    private Mono<Void> climbed(Scene scene, Rung rung, String cause, List<StationRef> guests, List<PersonId> ring) {
        meters.counter("doorstep.dispatch.escalations", "rung", rung.name()).increment();
        return attention.climb(scene.job(), hop(rung.hop(), rung.height(), cause, scene, true, guests, ring));
    }

    private Mono<List<PersonId>> leads(DueJob job) {
        return addressees
                .holding(Role.STATION_LEAD, job.at().community(), job.at().station())
                .map(List::copyOf);
    }

    private Mono<Void> answerAtNight(Scene scene) {
        StationRules known = scene.rules();
        List<PersonId> onCall = known.onCall() == null ? List.of() : List.of(known.onCall());
        Mono<List<StationRef>> night = known.nightStation() == null
                ? Mono.just(List.of())
                : catalog.station(known.nightStation()).map(Escalations::ref).map(List::of);
        return night.flatMap(guests -> candidates
                .ready(scene.job(), guests)
                .map(ready -> java.util.stream.Stream.concat(onCall.stream(), ready.stream())
                        .distinct()
                        .toList())
                .flatMap(ring -> attention.climb(
                        scene.job(),
                        hop(HopKind.NIGHT, Rung.RECEIVED.height(), HopCause.CLOSED, scene, true, guests, ring))));
    }

    static StationRef ref(Station station) {
        return new StationRef(station.communityId(), station.id());
    }

    private Mono<Void> late(Scene scene) {
        return leads(scene.job())
                .flatMap(ring -> attention.climb(
                        scene.job(),
                        new Climb(
                                HopKind.LATE,
                                scene.job().rung(),
                                HopCause.PROMISE_OVER,
                                false,
                                List.of(),
                                ring,
                                null)));
    }

    private static Climb hop(
            HopKind what,
            int rung,
            String cause,
            Scene scene,
            boolean openToAll,
            List<StationRef> guests,
            List<PersonId> ring) {
        @Nullable Instant due = Ladders.soonest(scene.job().climbed(rung, openToAll), scene.rules());
        return new Climb(what, rung, cause, openToAll, guests, ring, due);
    }
}
