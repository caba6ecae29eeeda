package community.doorstep.notice;

import community.doorstep.identity.Addressees;
import community.doorstep.identity.EvidenceDecided;
import community.doorstep.identity.EvidenceEnds;
import community.doorstep.shared.DomainEvent;
import community.doorstep.shared.EventConsumer;
import community.doorstep.shared.PersonId;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Tells people, or those who act for them, what became of their evidence and that it will end. */
@Configuration(proxyBeanMethods = false)
class EvidenceNews {

    @Bean
    EventConsumer<EvidenceDecided> tellEvidenceDecided(Addressees addressees, Notices notices) {
        return new Telling<>(
                "tell-evidence-decided",
                EvidenceDecided.class,
                EvidenceDecided::person,
                EvidenceNews::letter,
                addressees,
                notices);
    }

    @Bean
    EventConsumer<EvidenceEnds> tellEvidenceEnds(Addressees addressees, Notices notices) {
        return new Telling<>(
                "tell-evidence-ends",
                EvidenceEnds.class,
                EvidenceEnds::person,
                EvidenceNews::letter,
                addressees,
                notices);
    }

    private static Letter letter(EvidenceDecided event) {
        EvidenceFacts facts = new EvidenceFacts(event.kind(), event.validUntil());
        String reason = event.reason().isEmpty() ? null : event.reason();
        return new Letter(
                event.accepted() ? NoticeKind.EVIDENCE_ACCEPTED : NoticeKind.EVIDENCE_REJECTED,
                event.community(),
                event.aggregate(),
                event.person(),
                zone -> NoticeFacts.of(facts, reason, zone));
    }

    private static Letter letter(EvidenceEnds event) {
        EvidenceFacts facts = new EvidenceFacts(event.kind(), event.validUntil());
        return new Letter(
                NoticeKind.EVIDENCE_ENDS,
                event.community(),
                event.aggregate(),
                event.person(),
                zone -> NoticeFacts.of(facts, null, zone));
    }

    private record Telling<E extends DomainEvent>(
            String name,
            Class<E> type,
            Function<E, PersonId> person,
            Function<E, Letter> letter,
            Addressees addressees,
            Notices notices)
            implements EventConsumer<E> {

        @Override
        public Mono<Void> on(List<E> events) {
            return Flux.fromIterable(events).concatMap(this::tell).then();
        }

        private Mono<Void> tell(E event) {
            PersonId about = person.apply(event);
            Addressees.Concern concern = new Addressees.Concern(about, about);
            return addressees
                    .of(List.of(concern))
                    .map(readers -> readers.getOrDefault(concern, Set.of()))
                    .flatMap(readers -> notices.tell(readers, letter.apply(event)));
        }
    }
}
