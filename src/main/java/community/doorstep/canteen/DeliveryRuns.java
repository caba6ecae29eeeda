package community.doorstep.canteen;

import community.doorstep.catalog.Catalog;
import community.doorstep.catalog.ServiceKind;
import community.doorstep.catalog.Station;
import community.doorstep.dispatch.Door;
import community.doorstep.dispatch.JobId;
import community.doorstep.dispatch.Jobs;
import community.doorstep.dispatch.Need;
import community.doorstep.dispatch.NewJob;
import community.doorstep.dispatch.NewStop;
import community.doorstep.promise.Agreement;
import community.doorstep.promise.Agreements;
import community.doorstep.shared.GeoPoint;
import community.doorstep.shared.Ids;
import community.doorstep.shared.Outbox;
import community.doorstep.shared.Repeating;
import community.doorstep.shared.StationRef;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Packs the meals of a sitting into thermal boxes; each box is a run from door to door, one job of dispatch's. */
@Component
class DeliveryRuns extends Repeating {

    private static final String SKILL = "DELIVERY";

    /** From the sitting's beginning to the last door. */
    static final Agreement AT_THE_LAST_DOOR = new Agreement(SKILL, ServiceKind.MEAL, Duration.ofMinutes(30), true);

    DeliveryRuns(Packing packing, CanteenSettings settings) {
        super(settings.lookEvery(), packing::pack);
    }

    /** The boxes of one sitting: its doors in the order of one route, cut into what a box holds. Pure. */
    static List<List<MealDeliveries.Waiting>> boxes(GeoPoint start, List<MealDeliveries.Waiting> doors, int boxHolds) {
        List<GeoPoint> route = RouteOrder.of(
                start,
                doors.stream().map(MealDeliveries.Waiting::place).distinct().toList(),
                GeoPoint::metresTo);
        List<MealDeliveries.Waiting> ordered = route.stream()
                .flatMap(place -> doors.stream().filter(door -> door.place().equals(place)))
                .toList();
        List<List<MealDeliveries.Waiting>> boxes = new ArrayList<>();
        for (int from = 0; from < ordered.size(); from += boxHolds) {
            boxes.add(ordered.subList(from, Math.min(ordered.size(), from + boxHolds)));
        }
        return boxes;
    }

    /** One look. */
    @Component
    static class Packing {

        private static final int MOST = 500;

        private record Box(Station station, int number, List<MealDeliveries.Waiting> doors) {}

        private final MealDeliveries deliveries;
        private final Jobs jobs;
        private final Agreements agreements;
        private final Catalog catalog;
        private final Outbox outbox;
        private final TransactionalOperator transaction;
        private final CanteenSettings settings;
        private final Clock clock;

        Packing(
                MealDeliveries deliveries,
                Jobs jobs,
                Agreements agreements,
                Catalog catalog,
                Outbox outbox,
                TransactionalOperator transaction,
                CanteenSettings settings,
                Clock clock) {
            this.deliveries = deliveries;
            this.jobs = jobs;
            this.agreements = agreements;
            this.catalog = catalog;
            this.outbox = outbox;
            this.transaction = transaction;
            this.settings = settings;
            this.clock = clock;
        }

        Mono<Void> pack() {
            return Mono.defer(() -> deliveries
                            .due(clock.instant().plus(settings.packBefore()), MOST)
                            .collectMultimap(waiting -> waiting.meal().slot()))
                    .flatMapIterable(java.util.Map::values)
                    .concatMap(doors -> boxes(List.copyOf(doors)))
                    .concatMap(this::post)
                    .then()
                    .as(transaction::transactional)
                    .doOnSuccess(done -> outbox.nudge());
        }

        private Flux<Box> boxes(List<MealDeliveries.Waiting> doors) {
            return catalog.station(doors.get(0).meal().station()).flatMapIterable(station -> {
                List<Box> boxes = new ArrayList<>();
                DeliveryRuns.boxes(station.place(), doors, settings.boxHolds())
                        .forEach(box -> boxes.add(new Box(station, boxes.size() + 1, box)));
                return boxes;
            });
        }

        private Mono<Void> post(Box box) {
            UUID run = Ids.next();
            List<UUID> meals =
                    box.doors().stream().map(door -> door.meal().id()).toList();
            return jobs.post(job(run, box))
                    .then(Mono.defer(() -> promised(run, box)))
                    .then(Mono.defer(() -> deliveries.inBox(run, box.number(), meals)));
        }

        private Mono<Void> promised(UUID run, Box box) {
            Meal first = box.doors().get(0).meal();
            StationRef station = new StationRef(first.community(), first.station());
            return agreements.give(new JobId(run), station, AT_THE_LAST_DOOR, promisedBy(first));
        }

        private static Instant promisedBy(Meal first) {
            return first.startsAt().plus(AT_THE_LAST_DOOR.within());
        }

        private static NewJob job(UUID run, Box box) {
            Meal first = box.doors().get(0).meal();
            return new NewJob(
                            new JobId(run),
                            first.community(),
                            first.station(),
                            first.beneficiary(),
                            first.bookedBy(),
                            SKILL,
                            "送餐 " + box.doors().size() + " 份（保温箱 " + box.number() + "）",
                            Need.USUAL,
                            box.station().place(),
                            new Door(box.station().address(), ""),
                            first.startsAt(),
                            promisedBy(first))
                    .with(box.doors().stream().map(Packing::stop).toList());
        }

        private static NewStop stop(MealDeliveries.Waiting door) {
            return new NewStop(
                    door.meal().id(),
                    door.meal().beneficiary(),
                    door.place(),
                    new Door(door.door().address(), door.door().note()));
        }
    }
}
