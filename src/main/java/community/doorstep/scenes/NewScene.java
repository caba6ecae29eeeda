package community.doorstep.scenes;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.PersonId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A code to make.
 *
 * @param reusable whether it works again and again until it is revoked, like a poster; else once
 */
public record NewScene(
        CommunityId community,
        ScenePurpose purpose,
        UUID target,
        boolean reusable,
        @Nullable Instant endsAt,
        PersonId madeBy) {}
