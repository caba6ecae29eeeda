package community.doorstep.notice;

import community.doorstep.extras.ExtrasOffered;
import community.doorstep.feedback.ComplaintAnswered;
import community.doorstep.feedback.ComplaintOverdue;
import community.doorstep.feedback.ComplaintRaised;
import community.doorstep.shared.EventConsumer;
import community.doorstep.shared.Money;
import community.doorstep.shared.Role;
import community.doorstep.streets.StreetFaultFixed;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;

/** Tells of what happens at the door and after it: parts to approve, complaints, lamps that nobody could pay for. */
@Configuration(proxyBeanMethods = false)
class HomeNews {

    @Bean
    EventConsumer<ExtrasOffered> tellExtrasOffered(Telling telling) {
        return telling.of("tell-extras-offered", ExtrasOffered.class, HomeNews::letter);
    }

    @Bean
    EventConsumer<ComplaintRaised> tellComplaintRaised(Telling telling) {
        return telling.of(
                "tell-complaint-raised",
                ComplaintRaised.class,
                event -> Letter.of(NoticeKind.COMPLAINT_RAISED, event, Audience.holding(Role.COMMUNITY_ADMIN))
                        .facts(NoticeFacts.NONE.until(event.dueAt())));
    }

    @Bean
    EventConsumer<ComplaintOverdue> tellComplaintOverdue(Telling telling) {
        return telling.of(
                "tell-complaint-overdue",
                ComplaintOverdue.class,
                event -> Letter.of(NoticeKind.COMPLAINT_OVERDUE, event, Audience.holding(Role.COMMUNITY_ADMIN))
                        .facts(NoticeFacts.NONE.until(event.dueAt())));
    }

    @Bean
    EventConsumer<ComplaintAnswered> tellComplaintAnswered(Telling telling) {
        return telling.of(
                "tell-complaint-answered",
                ComplaintAnswered.class,
                event -> Letter.of(
                        NoticeKind.COMPLAINT_ANSWERED, event, Audience.concerned(event.person(), event.person())));
    }

    /** Only when somebody has to find the money. */
    @Bean
    EventConsumer<StreetFaultFixed> tellStreetFaultUnpaid(Telling telling) {
        return telling.later(
                "tell-street-fault-unpaid",
                StreetFaultFixed.class,
                event -> event.unpaid() ? Mono.just(letter(event)) : Mono.empty());
    }

    private static Letter letter(ExtrasOffered event) {
        return Letter.of(NoticeKind.EXTRAS_OFFERED, event, Audience.concerned(event.resident(), event.resident()))
                .facts(NoticeFacts.NONE
                        .detail("amount", Money.fen(event.totalFen()).toString())
                        .detail("code", event.code()));
    }

    private static Letter letter(StreetFaultFixed event) {
        return Letter.of(NoticeKind.STREET_FAULT_UNPAID, event, Audience.holding(Role.COMMUNITY_ADMIN))
                .facts(NoticeFacts.NONE.detail(
                        "amount", Money.fen(event.costFen()).toString()));
    }
}
