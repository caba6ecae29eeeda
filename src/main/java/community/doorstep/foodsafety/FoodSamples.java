package community.doorstep.foodsafety;

import community.doorstep.catalog.Catalog;
import community.doorstep.catalog.Service;
import community.doorstep.catalog.ServiceId;
import community.doorstep.menu.Menus;
import community.doorstep.shared.Audit;
import community.doorstep.shared.Caller;
import community.doorstep.shared.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Taking samples, disposing of them, and what is missing. */
@Component
class FoodSamples {

    /** @param missing dishes of the day's menu of which nobody has kept anything */
    record Record(List<FoodSample> samples, List<String> missing) {}

    private final SampleRows rows;
    private final Menus menus;
    private final Catalog catalog;
    private final Audit audit;
    private final Clock clock;

    FoodSamples(SampleRows rows, Menus menus, Catalog catalog, Audit audit, Clock clock) {
        this.rows = rows;
        this.menus = menus;
        this.catalog = catalog;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * In the caller's transaction. Refuses {@code service-unknown} (404), {@code sample-too-small} (422), {@code
     * dish-unknown} (422) for what is not on the day's menu, {@code sample-there-already} (409).
     */
    Mono<FoodSample> take(
            Caller caller, UUID[] communities, ServiceId id, LocalDate day, String dish, int grams, int fridgeTenths) {
        if (grams < FoodSample.FEWEST_GRAMS) {
            throw Refusal.unprocessable("sample-too-small").with("fewestGrams", FoodSample.FEWEST_GRAMS);
        }
        return ours(communities, id)
                .delayUntil(service -> mustBeOnMenu(service, day, dish))
                .flatMap(service -> rows.add(service, day, dish, grams, fridgeTenths, caller.person(), clock.instant())
                        .delayUntil(kept -> noted(caller, service, "sample-kept", kept)))
                .switchIfEmpty(Mono.error(() -> Refusal.conflict("sample-there-already")));
    }

    private Mono<List<String>> mustBeOnMenu(Service service, LocalDate day, String dish) {
        return menus.dishNames(service.id(), day)
                .filter(dishes -> dishes.contains(dish))
                .switchIfEmpty(Mono.error(() -> Refusal.unprocessable("dish-unknown")));
    }

    private Mono<Service> ours(UUID[] communities, ServiceId id) {
        return catalog.service(id)
                .filter(service ->
                        List.of(communities).contains(service.communityId().value()))
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("service-unknown")));
    }

    /** In the caller's transaction. Refuses {@code sample-unknown} (404), {@code sample-kept-too-short} (409). */
    Mono<FoodSample> dispose(Caller caller, UUID[] communities, UUID id) {
        Instant now = clock.instant();
        return rows.locked(id, communities)
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("sample-unknown")))
                .flatMap(sample -> sample.disposedAt() != null
                        ? Mono.just(sample)
                        : dispose(caller, sample, now).delayUntil(gone -> goneNoted(caller, communities, gone)));
    }

    private Mono<Void> goneNoted(Caller caller, UUID[] communities, FoodSample sample) {
        return ours(communities, sample.serviceId())
                .flatMap(service -> noted(caller, service, "sample-disposed", sample));
    }

    private Mono<Void> noted(Caller caller, Service service, String action, FoodSample sample) {
        return audit.note(caller.person(), service.communityId(), action, sample.id(), "");
    }

    private Mono<FoodSample> dispose(Caller caller, FoodSample sample, Instant now) {
        if (now.isBefore(sample.keepUntil())) {
            throw Refusal.conflict("sample-kept-too-short").with("keepUntil", sample.keepUntil());
        }
        return rows.dispose(sample.id(), caller.person(), now);
    }

    Mono<Record> of(UUID[] communities, ServiceId id, LocalDate day) {
        return ours(communities, id)
                .flatMap(service -> rows.of(id, day, day).collectList())
                .zipWith(menus.dishNames(id, day), FoodSamples::compared);
    }

    private static Record compared(List<FoodSample> samples, List<String> dishes) {
        List<String> kept = samples.stream().map(FoodSample::dish).toList();
        return new Record(
                samples, dishes.stream().filter(dish -> !kept.contains(dish)).toList());
    }

    /** Of a month, say, for who inspects. Refuses {@code date-range-invalid} (400). */
    Mono<List<FoodSample>> between(UUID[] communities, ServiceId id, LocalDate first, LocalDate last) {
        if (last.isBefore(first) || last.isAfter(first.plusDays(92))) {
            throw Refusal.badRequest("date-range-invalid").with("mostDays", 93);
        }
        return ours(communities, id).flatMap(service -> rows.of(id, first, last).collectList());
    }
}
