package community.doorstep.portions;

import community.doorstep.canteen.Meals;
import community.doorstep.catalog.Calendar;
import community.doorstep.catalog.Catalog;
import community.doorstep.catalog.Service;
import community.doorstep.catalog.ServiceId;
import community.doorstep.shared.Refusal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Guesses from the meals that were. */
@Component
class PortionForecasts {

    /** @param ordinary false on a holiday or make-up day, of which the guess knows nothing */
    record Day(LocalDate day, int portions, boolean ordinary) {}

    /**
     * @param learntFrom ordinary days
     * @param error on the last four weeks, each day guessed from those before it
     */
    record View(ServiceId serviceId, int learntFrom, List<Day> days, ForecastError error) {}

    private static final int LOOKS_BACK = 400;
    private static final int TRIED_ON = 28;

    private final Meals meals;
    private final Catalog catalog;
    private final Calendar calendar;
    private final Clock clock;

    PortionForecasts(Meals meals, Catalog catalog, Calendar calendar, Clock clock) {
        this.meals = meals;
        this.catalog = catalog;
        this.calendar = calendar;
        this.clock = clock;
    }

    /** For so many days from tomorrow on; refuses {@code service-unknown} (404). */
    Mono<View> of(UUID[] communities, ServiceId id, int ahead) {
        return catalog.service(id)
                .filter(service ->
                        List.of(communities).contains(service.communityId().value()))
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("service-unknown")))
                .zipWhen(this::today)
                .flatMap(known -> of(known.getT1(), known.getT2(), ahead));
    }

    private Mono<LocalDate> today(Service service) {
        return catalog.community(service.communityId())
                .map(community -> LocalDate.ofInstant(clock.instant(), community.zone()));
    }

    private Mono<View> of(Service service, LocalDate today, int ahead) {
        LocalDate first = today.minusDays(LOOKS_BACK);
        return calendar.special(service.communityId(), first, today.plusDays(ahead))
                .zipWith(meals.portions(service.id(), first, today.minusDays(1)))
                .map(known -> view(service, today, ahead, known.getT1(), known.getT2()));
    }

    private static View view(
            Service service, LocalDate today, int ahead, Set<LocalDate> special, Map<LocalDate, Integer> portions) {
        SortedMap<LocalDate, Integer> ordinary = new TreeMap<>(portions);
        ordinary.keySet().removeAll(special);
        PortionForecast forecast = PortionForecast.from(ordinary);
        List<Day> days = new ArrayList<>();
        for (LocalDate day = today.plusDays(1); !day.isAfter(today.plusDays(ahead)); day = day.plusDays(1)) {
            days.add(new Day(day, (int) Math.round(forecast.on(day)), !special.contains(day)));
        }
        return new View(service.id(), ordinary.size(), days, ForecastError.of(ordinary, TRIED_ON));
    }
}
