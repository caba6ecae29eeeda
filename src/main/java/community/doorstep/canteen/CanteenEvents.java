package community.doorstep.canteen;

import community.doorstep.booking.BookingCancelled;
import community.doorstep.booking.BookingConfirmed;
import community.doorstep.booking.BookingMoved;
import community.doorstep.catalog.ServiceKind;
import community.doorstep.dispatch.StopEnded;
import community.doorstep.promise.Agreement;
import community.doorstep.shared.EventConsumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the canteen listens to. */
@Configuration(proxyBeanMethods = false)
class CanteenEvents {

    @Bean
    Agreement mealsAtTheDoor() {
        return DeliveryRuns.AT_THE_LAST_DOOR;
    }

    @Bean
    EventConsumer<BookingConfirmed> mealBooked(MealOrders orders) {
        return EventConsumer.together(
                "meal-booked",
                BookingConfirmed.class,
                booking -> booking.kind() == ServiceKind.MEAL,
                orders::confirmed);
    }

    @Bean
    EventConsumer<BookingCancelled> mealCancelled(MealOrders orders) {
        return EventConsumer.each(
                "meal-cancelled",
                BookingCancelled.class,
                booking -> booking.kind() == ServiceKind.MEAL,
                orders::cancelled);
    }

    @Bean
    EventConsumer<BookingMoved> mealMoved(MealOrders orders) {
        return EventConsumer.together(
                "meal-moved", BookingMoved.class, booking -> booking.kind() == ServiceKind.MEAL, orders::moved);
    }

    @Bean
    EventConsumer<StopEnded> mealDelivered(DeliveredMeals delivered) {
        return EventConsumer.each("meal-delivered", StopEnded.class, delivered::ended);
    }
}
