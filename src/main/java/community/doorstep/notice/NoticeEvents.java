package community.doorstep.notice;

import community.doorstep.booking.BookingCancelled;
import community.doorstep.booking.BookingConfirmed;
import community.doorstep.booking.BookingMissed;
import community.doorstep.booking.BookingMoved;
import community.doorstep.catalog.Catalog;
import community.doorstep.shared.DomainEvent;
import community.doorstep.shared.EventConsumer;
import community.doorstep.waitlist.OfferLapsed;
import community.doorstep.waitlist.SeatOffered;
import java.util.List;
import java.util.function.Function;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What people are told of; each event once, as its consumers handle it once. */
@Configuration(proxyBeanMethods = false)
class NoticeEvents {

    @Bean
    EventConsumer<BookingConfirmed> tellConfirmed(Notices notices) {
        return new Telling<>("tell-confirmed", BookingConfirmed.class, event -> Mono.just(News.of(event)), notices);
    }

    @Bean
    EventConsumer<BookingCancelled> tellCancelled(Notices notices) {
        return new Telling<>(
                "tell-cancelled", BookingCancelled.class, event -> Mono.justOrEmpty(News.of(event)), notices);
    }

    @Bean
    EventConsumer<BookingMoved> tellMoved(Notices notices) {
        return new Telling<>("tell-moved", BookingMoved.class, event -> Mono.just(News.of(event)), notices);
    }

    @Bean
    EventConsumer<BookingMissed> tellMissed(Notices notices) {
        return new Telling<>("tell-missed", BookingMissed.class, event -> Mono.just(News.of(event)), notices);
    }

    @Bean
    EventConsumer<SeatOffered> tellOffered(Notices notices, Catalog catalog) {
        return new Telling<>(
                "tell-offered",
                SeatOffered.class,
                event -> catalog.slot(event.slot()).map(slot -> News.of(event, slot)),
                notices);
    }

    @Bean
    EventConsumer<OfferLapsed> tellLapsed(Notices notices, Catalog catalog) {
        return new Telling<>(
                "tell-lapsed",
                OfferLapsed.class,
                event -> catalog.slot(event.slot()).map(slot -> News.of(event, slot)),
                notices);
    }

    private record Telling<E extends DomainEvent>(
            String name, Class<E> type, Function<E, Mono<News>> news, Notices notices) implements EventConsumer<E> {

        @Override
        public Mono<Void> on(List<E> events) {
            return Flux.fromIterable(events).concatMap(news).collectList().flatMap(notices::tell);
        }
    }
}
