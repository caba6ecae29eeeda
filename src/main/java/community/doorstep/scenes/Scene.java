package community.doorstep.scenes;

import community.doorstep.shared.CommunityId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A code and what it leads to.
 *
 * @param target the station, the booking, the pass
 * @param endsAt afterwards it leads nowhere; null when it does not end
 */
public record Scene(
        UUID id,
        CommunityId community,
        ScenePurpose purpose,
        UUID target,
        boolean reusable,
        Instant madeAt,
        @Nullable Instant endsAt,
        @Nullable Instant usedAt,
        @Nullable Instant revokedAt) {

    boolean leadsSomewhere(Instant now) {
        return revokedAt == null && usedAt == null && (endsAt == null || now.isBefore(endsAt));
    }
}
