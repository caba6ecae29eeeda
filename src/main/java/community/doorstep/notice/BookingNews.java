package community.doorstep.notice;

import community.doorstep.booking.BookingCancelled;
import community.doorstep.booking.BookingConfirmed;
import community.doorstep.booking.BookingMissed;
import community.doorstep.booking.BookingMoved;
import community.doorstep.shared.EventConsumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;

/** What people are told of their bookings: never that one is confirmed or moved when they have heard that it is off. */
@Configuration(proxyBeanMethods = false)
class BookingNews {

    @Bean
    EventConsumer<BookingConfirmed> tellConfirmed(Telling telling) {
        return telling.newest("tell-confirmed", BookingConfirmed.class, event -> Mono.just(letter(event)));
    }

    @Bean
    EventConsumer<BookingCancelled> tellCancelled(Telling telling) {
        return telling.newest("tell-cancelled", BookingCancelled.class, BookingNews::letter);
    }

    @Bean
    EventConsumer<BookingMoved> tellMoved(Telling telling) {
        return telling.newest("tell-moved", BookingMoved.class, event -> Mono.just(letter(event)));
    }

    @Bean
    EventConsumer<BookingMissed> tellMissed(Telling telling) {
        return telling.newest("tell-missed", BookingMissed.class, event -> Mono.just(letter(event)));
    }

    private static Letter letter(BookingConfirmed event) {
        return Letter.of(NoticeKind.BOOKING_CONFIRMED, event, Audience.concerned(event.beneficiary(), event.bookedBy()))
                .once()
                .service(event.service())
                .facts(NoticeFacts.NONE.startsAt(event.startsAt()));
    }

    private static Letter letter(BookingMissed event) {
        return Letter.of(NoticeKind.BOOKING_MISSED, event, Audience.concerned(event.beneficiary(), event.bookedBy()))
                .service(event.service())
                .facts(NoticeFacts.NONE.startsAt(event.startsAt()));
    }

    /** Empty when its people did it themselves: they know. */
    private static Mono<Letter> letter(BookingCancelled event) {
        NoticeKind kind = switch (event.cause()) {
            case BY_PERSON -> null;
            case STAFF -> NoticeKind.BOOKING_CANCELLED;
            case CLOSURE -> NoticeKind.BOOKING_CLOSED;
            case EXPIRED -> NoticeKind.BOOKING_EXPIRED;
        };
        return Mono.justOrEmpty(kind)
                .map(known -> Letter.of(known, event, Audience.concerned(event.beneficiary(), event.bookedBy()))
                        .service(event.service())
                        .facts(NoticeFacts.NONE
                                .startsAt(event.startsAt())
                                .reason(event.reason())
                                .refunded(event.refundedFen())));
    }

    private static Letter letter(BookingMoved event) {
        return Letter.of(NoticeKind.BOOKING_MOVED, event, Audience.concerned(event.beneficiary(), event.bookedBy()))
                .service(event.service())
                .facts(NoticeFacts.NONE
                        .startsAt(event.startsAt())
                        .movedFrom(event.movedFrom())
                        .until(event.startsAt()));
    }
}
