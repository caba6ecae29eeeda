package community.doorstep.notice;

import community.doorstep.catalog.ServiceId;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.DomainEvent;
import community.doorstep.shared.PersonId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something to tell.
 *
 * @param subject what it is about: a booking, an entry in the waitlist, a job
 * @param about whom it concerns; each reader when it is about nobody
 * @param service whose name is said; null when it is about none
 * @param occasion told once for the kind, subject and this; null when each event is an occasion of its own
 * @param facts for its words, still without the service's name and the zone
 */
record Letter(
        NoticeKind kind,
        CommunityId community,
        UUID subject,
        Audience audience,
        @Nullable PersonId about,
        @Nullable ServiceId service,
        @Nullable String occasion,
        NoticeFacts facts) {

    /** About nobody and no service yet. */
    static Letter of(NoticeKind kind, DomainEvent event, Audience audience) {
        PersonId about = audience instanceof Audience.Concerned concerned
                ? concerned.concern().person()
                : null;
        return new Letter(kind, event.community(), event.aggregate(), audience, about, null, null, NoticeFacts.NONE);
    }

    Letter about(PersonId person) {
        return new Letter(kind, community, subject, audience, person, service, occasion, facts);
    }

    Letter subject(UUID named) {
        return new Letter(kind, community, named, audience, about, service, occasion, facts);
    }

    Letter service(ServiceId named) {
        return new Letter(kind, community, subject, audience, about, named, occasion, facts);
    }

    Letter facts(NoticeFacts known) {
        return new Letter(kind, community, subject, audience, about, service, occasion, known);
    }

    /** However often the house says that it happened. */
    Letter once() {
        return once("");
    }

    /** Once for each of these. */
    Letter once(String of) {
        return new Letter(kind, community, subject, audience, about, service, of, facts);
    }
}
