package community.doorstep.notice;

import community.doorstep.shared.PersonId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One person's copy of what was told; {@code about} is whom it concerns: themselves or one of their family. */
record Notice(
        UUID id,
        PersonId person,
        NoticeKind kind,
        UUID subject,
        PersonId about,
        NoticeFacts facts,
        Instant createdAt,
        @Nullable Instant readAt) {}
