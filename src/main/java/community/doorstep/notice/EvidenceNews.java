package community.doorstep.notice;

import community.doorstep.identity.EvidenceDecided;
import community.doorstep.identity.EvidenceEnds;
import community.doorstep.shared.EventConsumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Tells people, or those who act for them, what became of their evidence and that it will end. */
@Configuration(proxyBeanMethods = false)
class EvidenceNews {

    @Bean
    EventConsumer<EvidenceDecided> tellEvidenceDecided(Telling telling) {
        return telling.of("tell-evidence-decided", EvidenceDecided.class, EvidenceNews::letter);
    }

    @Bean
    EventConsumer<EvidenceEnds> tellEvidenceEnds(Telling telling) {
        return telling.of("tell-evidence-ends", EvidenceEnds.class, EvidenceNews::letter);
    }

    private static Letter letter(EvidenceDecided event) {
        NoticeKind kind = event.accepted() ? NoticeKind.EVIDENCE_ACCEPTED : NoticeKind.EVIDENCE_REJECTED;
        return Letter.of(kind, event, Audience.concerned(event.person(), event.person()))
                .facts(NoticeFacts.NONE
                        .evidence(new EvidenceFacts(event.kind(), event.validUntil()))
                        .reason(event.reason()));
    }

    private static Letter letter(EvidenceEnds event) {
        return Letter.of(NoticeKind.EVIDENCE_ENDS, event, Audience.concerned(event.person(), event.person()))
                .facts(NoticeFacts.NONE.evidence(new EvidenceFacts(event.kind(), event.validUntil())));
    }
}
