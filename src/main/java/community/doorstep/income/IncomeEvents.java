package community.doorstep.income;

import community.doorstep.booking.BookingCancelled;
import community.doorstep.booking.BookingMissed;
import community.doorstep.payment.PaymentReceived;
import community.doorstep.payment.RefundDone;
import community.doorstep.shared.DomainEvent;
import community.doorstep.shared.EventConsumer;
import community.doorstep.supplement.SupplementPaid;
import java.util.Comparator;
import java.util.List;
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
        return new Listening<>("earned-cancellation", BookingCancelled.class, event -> kept.book(event.aggregate()));
    }

    @Bean
    EventConsumer<BookingMissed> earnedByNoShow(Kept kept) {
        return new Listening<>("earned-no-show", BookingMissed.class, event -> kept.book(event.aggregate()));
    }

    @Bean
    EventConsumer<PaymentReceived> earnedByLatePayment(Kept kept) {
        return new Listening<>("earned-late", PaymentReceived.class, event -> kept.paid(event.aggregate()));
    }

    @Bean
    EventConsumer<SupplementPaid> earnedBySupplement(Kept kept) {
        return new Listening<>("earned-supplement", SupplementPaid.class, event -> kept.supplement(event.aggregate()));
    }

    @Bean
    EventConsumer<RefundDone> earnedGivenBack(Returned returned) {
        return new Listening<>("earned-given-back", RefundDone.class, returned::book);
    }

    private record Listening<E extends DomainEvent>(String name, Class<E> type, Function<E, Mono<Void>> booking)
            implements EventConsumer<E> {

        /** One after the other and in one order, as {@link InTurn} wants it. */
        @Override
        public Mono<Void> on(List<E> events) {
            return Flux.fromStream(events.stream()
                            .sorted(Comparator.comparing(
                                    event -> event.aggregate().toString())))
                    .concatMap(booking)
                    .then();
        }
    }
}
