package community.doorstep.notice;

import community.doorstep.catalog.Catalog;
import community.doorstep.identity.Addressees;
import community.doorstep.identity.EvidenceDecided;
import community.doorstep.identity.EvidenceEnds;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.DomainEvent;
import community.doorstep.shared.EventConsumer;
import community.doorstep.shared.Ids;
import community.doorstep.shared.PersonId;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Tells people, or those who act for them, what became of their evidence and that it will end. */
@Configuration(proxyBeanMethods = false)
class EvidenceNews {

    private record Said(
            NoticeKind kind,
            CommunityId community,
            UUID claim,
            PersonId person,
            EvidenceFacts facts,
            @Nullable String reason) {

        static Said of(EvidenceDecided event) {
            return new Said(
                    event.accepted() ? NoticeKind.EVIDENCE_ACCEPTED : NoticeKind.EVIDENCE_REJECTED,
                    event.community(),
                    event.aggregate(),
                    event.person(),
                    new EvidenceFacts(event.kind(), event.validUntil()),
                    event.reason().isEmpty() ? null : event.reason());
        }

        static Said of(EvidenceEnds event) {
            return new Said(
                    NoticeKind.EVIDENCE_ENDS,
                    event.community(),
                    event.aggregate(),
                    event.person(),
                    new EvidenceFacts(event.kind(), event.validUntil()),
                    null);
        }

        Addressees.Concern concern() {
            return new Addressees.Concern(person, person);
        }
    }

    @Bean
    EventConsumer<EvidenceDecided> tellEvidenceDecided(Teller teller) {
        return new Telling<>("tell-evidence-decided", EvidenceDecided.class, Said::of, teller);
    }

    @Bean
    EventConsumer<EvidenceEnds> tellEvidenceEnds(Teller teller) {
        return new Telling<>("tell-evidence-ends", EvidenceEnds.class, Said::of, teller);
    }

    @Bean
    Teller evidenceTeller(NoticeRows rows, Addressees addressees, Catalog catalog, Clock clock) {
        return new Teller(rows, addressees, catalog, clock);
    }

    private record Telling<E extends DomainEvent>(String name, Class<E> type, Function<E, Said> said, Teller teller)
            implements EventConsumer<E> {

        @Override
        public Mono<Void> on(List<E> events) {
            return Flux.fromIterable(events).map(said).concatMap(teller::tell).then();
        }
    }

    /** Puts one into the inboxes of those whom it concerns. */
    record Teller(NoticeRows rows, Addressees addressees, Catalog catalog, Clock clock) {

        private Mono<Void> tell(Said said) {
            return Mono.zip(
                            addressees
                                    .of(List.of(said.concern()))
                                    .map(found -> found.getOrDefault(said.concern(), Set.of())),
                            catalog.community(said.community()))
                    .map(found -> found.getT1().stream()
                            .map(reader ->
                                    notice(reader, said, found.getT2().zone().getId()))
                            .toList())
                    .flatMap(rows::insert);
        }

        private Notice notice(PersonId reader, Said said, String zone) {
            NoticeFacts facts = NoticeFacts.of(said.facts(), said.reason(), zone);
            return new Notice(
                    Ids.next(), reader, said.kind(), said.claim(), said.person(), facts, clock.instant(), null);
        }
    }
}
