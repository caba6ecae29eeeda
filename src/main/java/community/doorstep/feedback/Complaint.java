package community.doorstep.feedback;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.StationId;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A complaint about a booking. */
record Complaint(
        UUID id,
        CommunityId community,
        UUID booking,
        StationId station,
        PersonId raisedBy,
        boolean answered,
        String words,
        boolean hidden,
        Instant raisedAt,
        Instant dueAt,
        String answer,
        @Nullable Instant answeredAt,
        long version) {

    /**
     * A complaint as its person and the admin read it; nobody's name.
     *
     * @param wordsHidden what was said is not shown: it was not looked at yet, or staff refused it
     * @param overdue it waits longer than it may
     */
    record View(
            UUID id,
            CommunityId communityId,
            UUID bookingId,
            StationId stationId,
            String words,
            boolean wordsHidden,
            Instant raisedAt,
            Instant dueAt,
            boolean overdue,
            @Nullable String answer,
            @Nullable Instant answeredAt) {

        @Override
        public String toString() {
            return "Complaint.View[" + id + "]";
        }
    }

    /** As others may see it, who are not its people. */
    Complaint shown(Set<UUID> passed) {
        return passed.contains(id) ? this : withoutWords();
    }

    private Complaint withoutWords() {
        return new Complaint(
                id,
                community,
                booking,
                station,
                raisedBy,
                answered,
                "",
                true,
                raisedAt,
                dueAt,
                answer,
                answeredAt,
                version);
    }

    View view(Instant now) {
        return new View(
                id,
                community,
                booking,
                station,
                words,
                hidden,
                raisedAt,
                dueAt,
                !answered && !dueAt.isAfter(now),
                answered ? answer : null,
                answeredAt);
    }

    @Override
    public String toString() {
        return "Complaint[" + id + "]";
    }
}
