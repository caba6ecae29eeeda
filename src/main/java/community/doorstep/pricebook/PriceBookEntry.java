package community.doorstep.pricebook;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.PersonId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A price book in a list.
 *
 * @param revision counts the edits of a draft; the book's ETag
 * @param effectiveUntil when the next one takes over; null while none is published
 */
public record PriceBookEntry(
        PriceBookId id,
        CommunityId communityId,
        int version,
        long revision,
        State state,
        @Nullable Instant effectiveFrom,
        @Nullable Instant effectiveUntil,
        PersonId createdBy,
        Instant createdAt,
        PersonId editedBy,
        Instant editedAt,
        @Nullable PersonId publishedBy,
        @Nullable Instant publishedAt) {

    public enum State {
        DRAFT,
        /** In force, or to come into force. */
        PUBLISHED,
        /** Its end has come. */
        SUPERSEDED
    }

    static State state(boolean draft, @Nullable Instant until, Instant now) {
        if (draft) {
            return State.DRAFT;
        }
        return until != null && !now.isBefore(until) ? State.SUPERSEDED : State.PUBLISHED;
    }
}
