package community.doorstep.notice;

import community.doorstep.care.ChildArrived;
import community.doorstep.care.ChildLate;
import community.doorstep.care.ChildLeft;
import community.doorstep.care.ChildMissing;
import community.doorstep.catalog.Catalog;
import community.doorstep.incident.IncidentRecorded;
import community.doorstep.pickup.PickupDoubtful;
import community.doorstep.pickup.PickupRefused;
import community.doorstep.pickup.TabletClockWrong;
import community.doorstep.shared.EventConsumer;
import community.doorstep.shared.Money;
import community.doorstep.shared.Role;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;

/** What guardians are told of a child at the care centre, and a station's lead of what went wrong there. */
@Configuration(proxyBeanMethods = false)
class CareNews {

    private static final String STATION = "station";

    @Bean
    EventConsumer<ChildArrived> tellChildArrived(Telling telling) {
        return telling.of(
                "tell-child-arrived",
                ChildArrived.class,
                event -> Letter.of(NoticeKind.CHILD_ARRIVED, event, Audience.these(event.readers()))
                        .once()
                        .about(event.child())
                        .service(event.service())
                        .facts(NoticeFacts.NONE.startsAt(event.at())));
    }

    @Bean
    EventConsumer<ChildMissing> tellChildMissing(Telling telling) {
        return telling.of(
                "tell-child-missing",
                ChildMissing.class,
                event -> Letter.of(NoticeKind.CHILD_MISSING, event, Audience.these(event.readers()))
                        .about(event.child())
                        .service(event.service())
                        .facts(NoticeFacts.NONE.startsAt(event.at())));
    }

    @Bean
    EventConsumer<ChildLeft> tellChildLeft(Telling telling) {
        return telling.of("tell-child-left", ChildLeft.class, CareNews::letter);
    }

    private static Letter letter(ChildLeft event) {
        NoticeFacts facts = NoticeFacts.NONE.startsAt(event.at());
        long fee = event.lateFeeFen();
        return Letter.of(NoticeKind.CHILD_LEFT, event, Audience.these(event.readers()))
                .once()
                .about(event.child())
                .service(event.service())
                .facts(fee == 0 ? facts : facts.detail("fee", Money.fen(fee).toString()));
    }

    @Bean
    EventConsumer<ChildLate> tellChildLate(Telling telling) {
        return telling.of(
                "tell-child-late",
                ChildLate.class,
                event -> Letter.of(NoticeKind.CHILD_LATE, event, Audience.these(event.readers()))
                        .about(event.child())
                        .service(event.service())
                        .facts(NoticeFacts.NONE.startsAt(event.at())));
    }

    @Bean
    EventConsumer<PickupRefused> tellPickupRefused(Telling telling, Catalog catalog) {
        return telling.later(
                "tell-pickup-refused",
                PickupRefused.class,
                event -> catalog.station(event.station())
                        .map(station -> Letter.of(NoticeKind.PICKUP_REFUSED, event, Audience.these(event.readers()))
                                .about(event.child())
                                .facts(NoticeFacts.NONE.startsAt(event.at()).detail(STATION, station.name()))));
    }

    @Bean
    EventConsumer<PickupDoubtful> tellPickupDoubtful(Telling telling, Catalog catalog) {
        return telling.later(
                "tell-pickup-doubtful",
                PickupDoubtful.class,
                event -> letter(event, Audience.these(event.readers()), catalog));
    }

    @Bean
    EventConsumer<PickupDoubtful> tellLeadPickupDoubtful(Telling telling, Catalog catalog) {
        return telling.later(
                "tell-lead-pickup-doubtful",
                PickupDoubtful.class,
                event -> letter(event, Audience.at(event.station(), Role.STATION_LEAD), catalog));
    }

    private static Mono<Letter> letter(PickupDoubtful event, Audience audience, Catalog catalog) {
        return catalog.station(event.station())
                .map(station -> Letter.of(NoticeKind.PICKUP_DOUBTFUL, event, audience)
                        .about(event.child())
                        .facts(NoticeFacts.NONE.startsAt(event.at()).detail(STATION, station.name())));
    }

    @Bean
    EventConsumer<TabletClockWrong> tellTabletClockWrong(Telling telling, Catalog catalog) {
        return telling.later(
                "tell-tablet-clock-wrong",
                TabletClockWrong.class,
                event -> catalog.station(event.station())
                        .map(station -> Letter.of(
                                        NoticeKind.TABLET_CLOCK_WRONG,
                                        event,
                                        Audience.at(event.station(), Role.STATION_LEAD))
                                .facts(NoticeFacts.NONE
                                        .detail(STATION, station.name())
                                        .detail("minutes", String.valueOf(Math.abs(event.aheadSeconds()) / 60)))));
    }

    @Bean
    EventConsumer<IncidentRecorded> tellIncident(Telling telling, Catalog catalog) {
        return telling.later(
                "tell-incident",
                IncidentRecorded.class,
                event -> catalog.station(event.station())
                        .map(station -> Letter.of(NoticeKind.INCIDENT_RECORDED, event, Audience.these(event.readers()))
                                .about(event.child())
                                .facts(NoticeFacts.NONE.startsAt(event.at()).detail(STATION, station.name()))));
    }
}
