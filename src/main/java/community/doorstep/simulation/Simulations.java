package community.doorstep.simulation;

import community.doorstep.catalog.Catalog;
import community.doorstep.catalog.Community;
import community.doorstep.catalog.Service;
import community.doorstep.catalog.Station;
import community.doorstep.pricebook.BookContent;
import community.doorstep.pricebook.Finding;
import community.doorstep.pricebook.PriceBook;
import community.doorstep.pricebook.PriceBookEntry;
import community.doorstep.pricebook.PriceBookId;
import community.doorstep.pricebook.PriceBookView;
import community.doorstep.pricebook.PriceBooks;
import community.doorstep.pricing.PastCharges;
import community.doorstep.shared.Caller;
import community.doorstep.shared.Detached;
import community.doorstep.shared.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Replays past charges under a price book. The budgets begin with what they had left before the period; charges before
 * it, back to the start of the quota's week or month, use up quotas and budgets and are not counted. Whoever was turned
 * away then has left no charge and is not in it.
 */
@Component
class Simulations implements DisposableBean {

    private static final int LONGEST_DAYS = 3 * 366;
    private static final int AT_ONCE = 2;
    private static final Duration TRY_AGAIN = Duration.ofSeconds(10);

    private record Known(PriceBookView view, Community community, List<Service> services, List<Station> stations) {}

    private final PriceBooks books;
    private final PastCharges charges;
    private final Catalog catalog;
    private final Clock clock;
    private final Semaphore running = new Semaphore(AT_ONCE);
    private final Scheduler scheduler = Schedulers.newBoundedElastic(AT_ONCE, AT_ONCE, "simulation");

    Simulations(PriceBooks books, PastCharges charges, Catalog catalog, Clock clock) {
        this.books = books;
        this.charges = charges;
        this.catalog = catalog;
        this.clock = clock;
    }

    /**
     * Refuses {@code price-book-unknown} (404), {@code price-book-invalid} (422, with all {@code findings}),
     * {@code simulation-period-reversed}, {@code simulation-period-not-past}, {@code simulation-period-too-long} (422),
     * {@code simulation-busy} (429).
     */
    Mono<Simulation> of(Caller caller, PriceBookId id, LocalDate from, LocalDate to) {
        if (from.isAfter(to)) {
            throw Refusal.unprocessable("simulation-period-reversed");
        }
        if (from.plusDays(LONGEST_DAYS).isBefore(to)) {
            throw Refusal.unprocessable("simulation-period-too-long");
        }
        return books.book(caller, id)
                .doOnNext(Simulations::mustBeValid)
                .flatMap(this::known)
                .doOnNext(known -> mustBePast(to, known.community()))
                .flatMap(known -> Detached.unbroken(alone(run(known, from, to))));
    }

    private static void mustBeValid(PriceBookView view) {
        if (view.findings().stream().anyMatch(finding -> finding.severity() == Finding.Severity.ERROR)) {
            throw Refusal.unprocessable("price-book-invalid").with("findings", view.findings());
        }
    }

    private void mustBePast(LocalDate to, Community community) {
        if (!to.isBefore(LocalDate.ofInstant(clock.instant(), community.zone()))) {
            throw Refusal.unprocessable("simulation-period-not-past");
        }
    }

    private Mono<Known> known(PriceBookView view) {
        return catalog.community(view.book().communityId())
                .zipWhen(this::services)
                .zipWhen(
                        found -> stations(found.getT2()),
                        (found, stations) -> new Known(view, found.getT1(), found.getT2(), stations));
    }

    private Mono<List<Service>> services(Community community) {
        return catalog.servicesOf(community.id()).map(services -> List.copyOf(services.values()));
    }

    private Mono<List<Station>> stations(List<Service> services) {
        return Flux.fromStream(services.stream().map(Service::stationId).distinct())
                .concatMap(catalog::station)
                .collectList();
    }

    /** A few at a time: each holds a connection and a thread for seconds. */
    private <T> Mono<T> alone(Mono<T> work) {
        return Mono.defer(() -> running.tryAcquire()
                ? work.doFinally(end -> running.release())
                : Mono.error(Refusal.tooMany("simulation-busy", TRY_AGAIN)));
    }

    private Mono<Simulation> run(Known known, LocalDate from, LocalDate to) {
        PriceBookEntry entry = known.view().book();
        BookContent content = known.view().content();
        PriceBook draft = new PriceBook(entry.id(), entry.communityId(), entry.version(), content);
        PastCharges.Period period =
                new PastCharges.Period(entry.communityId(), known.community().zone(), quotasBegin(content, from), to);
        return charges.budgets(period)
                .map(budgets -> new Replay(draft, known.services(), budgets, from))
                .flatMap(replay ->
                        charges.of(period, scheduler).doOnNext(replay::add).then(Mono.fromSupplier(() -> replay)))
                .map(replay ->
                        new SimulationReport(known.view(), known.services(), known.stations()).of(replay, from, to));
    }

    /** The start of the longest quota period that has begun before. */
    static LocalDate quotasBegin(BookContent content, LocalDate from) {
        return content.rules().stream()
                .flatMap(rule -> Stream.ofNullable(rule.quota()))
                .map(quota -> quota.per().startOf(from))
                .reduce(from, (one, other) -> Objects.requireNonNull(one.isBefore(other) ? one : other));
    }

    @Override
    public void destroy() {
        scheduler.dispose();
    }
}
