package community.doorstep.notice;

import community.doorstep.catalog.Catalog;
import community.doorstep.shared.EventConsumer;
import community.doorstep.waitlist.OfferLapsed;
import community.doorstep.waitlist.SeatOffered;
import java.time.Instant;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What people are told of their places in line. */
@Configuration(proxyBeanMethods = false)
class WaitlistNews {

    @Bean
    EventConsumer<SeatOffered> tellOffered(Telling telling, Catalog catalog) {
        return telling.later(
                "tell-offered",
                SeatOffered.class,
                event -> catalog.slot(event.slot()).map(slot -> letter(event, slot.startsAt())));
    }

    @Bean
    EventConsumer<OfferLapsed> tellLapsed(Telling telling, Catalog catalog) {
        return telling.later(
                "tell-lapsed",
                OfferLapsed.class,
                event -> catalog.slot(event.slot()).map(slot -> letter(event, slot.startsAt())));
    }

    private static Letter letter(SeatOffered event, Instant startsAt) {
        return Letter.of(NoticeKind.SEAT_OFFERED, event, Audience.concerned(event.beneficiary(), event.askedBy()))
                .once()
                .service(event.service())
                .facts(NoticeFacts.NONE.startsAt(startsAt).until(event.until()));
    }

    private static Letter letter(OfferLapsed event, Instant startsAt) {
        return Letter.of(NoticeKind.OFFER_LAPSED, event, Audience.concerned(event.beneficiary(), event.askedBy()))
                .service(event.service())
                .facts(NoticeFacts.NONE.startsAt(startsAt));
    }
}
