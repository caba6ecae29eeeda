package community.doorstep.delivery;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.PersonId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One try to reach somebody by one way.
 *
 * @param person null when only a number is known, which then stands in the letter
 * @param otherwise the ways to take when this one fails
 * @param attempts how often it was begun, this time included
 */
record Delivery(
        UUID id,
        CommunityId community,
        String kind,
        Channel channel,
        @Nullable PersonId person,
        Sealed content,
        List<Channel> otherwise,
        boolean accepted,
        int attempts,
        Instant dueAt,
        Instant endsAt) {

    /** What lies sealed in the row. */
    record Sealed(@Nullable String number, Content content) {

        @Override
        public String toString() {
            return "Sealed[hidden]";
        }
    }
}
