package community.doorstep.notice;

import community.doorstep.shared.PersonId;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A notice as its reader sees it.
 *
 * @param subjectId the booking, the entry in the waitlist, or the budget
 * @param aboutId whom it concerns: the reader or one of their family
 */
record NoticeView(
        UUID id,
        NoticeKind kind,
        String title,
        String words,
        UUID subjectId,
        PersonId aboutId,
        NoticeFacts facts,
        Instant createdAt,
        @Nullable Instant readAt) {

    static NoticeView of(Notice notice, NoticeWords words, Locale locale) {
        return new NoticeView(
                notice.id(),
                notice.kind(),
                words.title(notice.kind(), locale),
                words.words(notice.kind(), notice.facts(), locale),
                notice.subject(),
                notice.about(),
                notice.facts(),
                notice.createdAt(),
                notice.readAt());
    }
}
