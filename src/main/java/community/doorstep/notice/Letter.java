package community.doorstep.notice;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.PersonId;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Something to tell that is not about a booking.
 *
 * @param about whom it concerns; each reader when it is about nobody
 * @param facts made for the zone of the community
 */
record Letter(
        NoticeKind kind,
        CommunityId community,
        UUID subject,
        @Nullable PersonId about,
        Function<String, NoticeFacts> facts) {}
