package community.doorstep.canteen;

import community.doorstep.booking.BookingCancelled;
import community.doorstep.booking.BookingConfirmed;
import community.doorstep.booking.BookingMoved;
import community.doorstep.catalog.ServiceKind;
import community.doorstep.dispatch.StopEnded;
import community.doorstep.promise.Agreement;
import community.doorstep.shared.DomainEvent;
import community.doorstep.shared.EventConsumer;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What the canteen listens to. */
@Configuration(proxyBeanMethods = false)
class CanteenEvents {

    @Bean
    Agreement mealsAtTheDoor() {
        return DeliveryRuns.AT_THE_LAST_DOOR;
    }

    @Bean
    EventConsumer<BookingConfirmed> mealBooked(MealOrders orders) {
        return new Listening<>(
                "meal-booked",
                BookingConfirmed.class,
                booking -> booking.kind() == ServiceKind.MEAL,
                orders::confirmed);
    }

    @Bean
    EventConsumer<BookingCancelled> mealCancelled(MealOrders orders) {
        return new Listening<>(
                "meal-cancelled",
                BookingCancelled.class,
                booking -> booking.kind() == ServiceKind.MEAL,
                each(orders::cancelled));
    }

    @Bean
    EventConsumer<BookingMoved> mealMoved(MealOrders orders) {
        return new Listening<>(
                "meal-moved", BookingMoved.class, booking -> booking.kind() == ServiceKind.MEAL, each(orders::moved));
    }

    @Bean
    EventConsumer<StopEnded> mealDelivered(DeliveredMeals delivered) {
        return new Listening<>("meal-delivered", StopEnded.class, stop -> true, each(delivered::ended));
    }

    private static <E> Function<List<E>, Mono<Void>> each(Function<E, Mono<Void>> doing) {
        return events -> Flux.fromIterable(events).concatMap(doing).then();
    }

    private record Listening<E extends DomainEvent>(
            String name, Class<E> type, Predicate<E> ofMeals, Function<List<E>, Mono<Void>> doing)
            implements EventConsumer<E> {

        @Override
        public boolean concerns(E event) {
            return ofMeals.test(event);
        }

        @Override
        public Mono<Void> on(List<E> events) {
            return doing.apply(events);
        }
    }
}
