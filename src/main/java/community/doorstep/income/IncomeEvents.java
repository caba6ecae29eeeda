package community.doorstep.income;

import community.doorstep.booking.BookingCancelled;
import community.doorstep.booking.BookingMissed;
import community.doorstep.payment.PaymentReceived;
import community.doorstep.payment.RefundDone;
import community.doorstep.shared.DomainEvent;
import community.doorstep.shared.EventConsumer;
import community.doorstep.supplement.SupplementPaid;
import java.util.Comparator;
import java.util.function.Function;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What else is earned, or not after all; see {@link Earned} for services that were given. */
@Configuration(proxyBeanMethods = false)
class IncomeEvents {

    @Bean
    EventConsumer<BookingCancelled> earnedByCancellation(Kept kept) {
        return inTurn("earned-cancellation", BookingCancelled.class, event -> kept.book(event.aggregate()));
    }

    @Bean
    EventConsumer<BookingMissed> earnedByNoShow(Kept kept) {
        return inTurn("earned-no-show", BookingMissed.class, event -> kept.book(event.aggregate()));
    }

    @Bean
    EventConsumer<PaymentReceived> earnedByLatePayment(Kept kept) {
        return inTurn("earned-late", PaymentReceived.class, event -> kept.paid(event.aggregate()));
    }

    @Bean
    EventConsumer<SupplementPaid> earnedBySupplement(Kept kept) {
        return inTurn("earned-supplement", SupplementPaid.class, event -> kept.supplement(event.aggregate()));
    }

    @Bean
    EventConsumer<RefundDone> earnedGivenBack(Returned returned) {
        return inTurn("earned-given-back", RefundDone.class, returned::book);
    }

    /** One after the other and in one order, as {@link InTurn} wants it. */
    private static <E extends DomainEvent> EventConsumer<E> inTurn(
            String name, Class<E> type, Function<E, Mono<Void>> booking) {
        return EventConsumer.together(
                name,
                type,
                event -> true,
                events -> Flux.fromStream(events.stream()
                                .sorted(Comparator.comparing(
                                        event -> event.aggregate().toString())))
                        .concatMap(booking)
                        .then());
    }
}
