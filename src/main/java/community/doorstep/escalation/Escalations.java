package community.doorstep.escalation;

import community.doorstep.catalog.Catalog;
import community.doorstep.catalog.Station;
import community.doorstep.dispatch.Attention;
import community.doorstep.dispatch.Candidates;
import community.doorstep.dispatch.Climb;
import community.doorstep.dispatch.DueJob;
import community.doorstep.dispatch.HopKind;
import community.doorstep.dispatch.Offer;
import community.doorstep.dispatch.Rung;
import community.doorstep.identity.Addressees;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Role;
import community.doorstep.shared.StationRef;
import community.doorstep.stationrules.StationRuleBook;
import community.doorstep.stationrules.StationRules;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Looks at each job that is due and does what its station's rules say. */
@Component
class Escalations {

    private static final int MOST = 100;
    private static final int AT_ONCE = 4;

    /** What a decision needs. */
    private record Scene(DueJob job, StationRules rules, ZoneId zone, Instant now) {}

    private final Attention attention;
    private final Candidates candidates;
    private final StationRuleBook rules;
    private final Catalog catalog;
    private final Neighbours neighbours;
    private final Addressees addressees;
    private final TransactionalOperator transaction;
    private final Clock clock;
    private final MeterRegistry meters;

    Escalations(
            Attention attention,
            Candidates candidates,
            StationRuleBook rules,
            Catalog catalog,
            Neighbours neighbours,
            Addressees addressees,
            TransactionalOperator transaction,
            Clock clock,
            MeterRegistry meters) {
        this.attention = attention;
        this.candidates = candidates;
        this.rules = rules;
        this.catalog = catalog;
        this.neighbours = neighbours;
        this.addressees = addressees;
        this.transaction = transaction;
        this.clock = clock;
        this.meters = meters;
    }

    /** All that is due now, each job in a transaction of its own. */
    Mono<Void> look() {
        return attention
                .due(MOST)
                .collectList()
                .flatMapMany(Flux::fromIterable)
                .flatMapDelayError(key -> look(key), AT_ONCE, 1)
                .then();
    }

    private Mono<Void> look(Attention.Key key) {
        return attention
                .lock(key)
                .flatMap(this::scene)
                .flatMap(scene -> act(scene).thenReturn(scene))
                .as(transaction::transactional)
                .doOnNext(scene -> attention.told())
                .then();
    }

    private Mono<Scene> scene(DueJob job) {
        return Mono.zip(rules.of(job.at()), catalog.community(job.at().community()))
                .map(known -> new Scene(job, known.getT1(), known.getT2().zone(), clock.instant()));
    }

    private Mono<Void> act(Scene scene) {
        Decision decision = Ladders.next(scene.job(), scene.rules(), scene.zone(), scene.now());
        if (decision instanceof Decision.Wait wait) {
            return attention.wait(scene.job(), received(scene.job()), wait.until());
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

    private static int received(DueJob job) {
        return Math.max(job.rung(), Rung.RECEIVED.height());
    }

    private Mono<Void> offer(Scene scene) {
        Instant midnight = scene.now()
                .atZone(scene.zone())
                .toLocalDate()
                .atStartOfDay(scene.zone())
                .toInstant();
        return candidates
                .of(scene.job(), midnight)
                .flatMap(all -> Mono.justOrEmpty(Ranking.choose(scene.rules().mode(), scene.job(), all)))
                .map(choice -> offerTo(scene, choice))
                .flatMap(offer -> attention
                        .offer(scene.job(), offer, received(scene.job()), firstOf(offer.until(), scene))
                        .thenReturn(true))
                .switchIfEmpty(Mono.defer(() -> nobodyLeft(scene).thenReturn(true)))
                .then();
    }

    private static Offer offerTo(Scene scene, Ranking.Choice choice) {
        return new Offer(
                choice.candidate().worker(),
                scene.now().plusSeconds(scene.rules().offerSeconds()),
                choice.reason().zh(),
                choice.reason().en());
    }

    /** The end of the offer, or a rung that comes before it. */
    private static Instant firstOf(Instant until, Scene scene) {
        Instant rung = Ladders.soonest(scene.job().climbed(scene.job().rung(), true), scene.rules());
        return rung == null || until.isBefore(rung) ? until : rung;
    }

    /** All were asked, or nobody is there: whoever comes may have it. */
    private Mono<Void> nobodyLeft(Scene scene) {
        int rung = received(scene.job());
        return attention.climb(
                scene.job(), hop(HopKind.OPENED_TO_ALL, rung, "没有可派的人，大家都可以接", scene, true, List.of(), List.of()));
    }

    private Mono<Void> climb(Scene scene, Rung rung) {
        DueJob job = scene.job();
        int seconds = (int)
                java.time.Duration.between(job.waitingSince() == null ? scene.now() : job.waitingSince(), scene.now())
                        .toSeconds();
        return switch (rung) {
            case RECEIVED, ALL ->
                candidates
                        .ready(job, List.of(job.at()))
                        .flatMap(ring -> climbed(scene, Rung.ALL, seconds + " 秒没人接，通知全站", List.of(), ring));
            case NEIGHBOURS ->
                neighbours
                        .of(job, scene.rules().ladder())
                        .flatMap(guests -> candidates
                                .ready(job, guests)
                                .flatMap(ring -> climbed(scene, rung, seconds + " 秒没人接，请邻站帮忙", guests, ring)));
            case LEAD -> leads(job).flatMap(ring -> climbed(scene, rung, seconds + " 秒没人接，请站长处理", List.of(), ring));
            case UNSERVED ->
                leads(job)
                        .doOnNext(ring ->
                                meters.counter("doorstep.dispatch.unserved").increment())
                        .flatMap(ring -> climbed(scene, rung, "承诺时间已过，还没有人接", List.of(), ring));
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
                        hop(HopKind.NIGHT, Rung.RECEIVED.height(), "驿站已关门，请值班的人处理", scene, true, guests, ring))));
    }

    static StationRef ref(Station station) {
        return new StationRef(station.communityId(), station.id());
    }

    private Mono<Void> late(Scene scene) {
        return leads(scene.job())
                .flatMap(ring -> attention.climb(
                        scene.job(),
                        new Climb(HopKind.LATE, scene.job().rung(), "承诺时间已过，师傅还没有到", false, List.of(), ring, null)));
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
