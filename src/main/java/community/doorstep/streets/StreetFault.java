package community.doorstep.streets;

import community.doorstep.dispatch.Door;
import community.doorstep.dispatch.JobId;
import community.doorstep.dispatch.Need;
import community.doorstep.dispatch.NewJob;
import community.doorstep.promise.Agreement;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.GeoPoint;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Rows;
import community.doorstep.shared.StationId;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something broken in the street, as everybody may know of it.
 *
 * @param id also its job's
 * @param reports how many people have reported it
 * @param fund who paid for it; null while nobody has
 */
record StreetFault(
        UUID id,
        CommunityId community,
        StationId station,
        FaultKind kind,
        GeoPoint place,
        FaultState state,
        int reports,
        Instant reportedAt,
        @Nullable Instant endedAt,
        long costFen,
        @Nullable String fund) {

    static final String SKILL = "STREET";

    /** No home is waiting: within the day is soon. */
    static final Agreement WITHIN_THE_DAY = new Agreement(SKILL, null, Duration.ofHours(24), false);

    /** Progress for everybody; never who reported it. */
    record View(
            UUID id,
            CommunityId communityId,
            FaultKind kind,
            String title,
            GeoPoint place,
            FaultState state,
            int reports,
            Instant reportedAt,
            @Nullable Instant endedAt,
            long costFen,
            @Nullable String paidBy) {}

    View view(boolean inEnglish) {
        return new View(
                id, community, kind, kind.words(inEnglish), place, state, reports, reportedAt, endedAt, costFen, fund);
    }

    Instant promisedBy() {
        return reportedAt.plus(WITHIN_THE_DAY.within());
    }

    NewJob job(PersonId reporter, String words) {
        return new NewJob(
                new JobId(id),
                community,
                station,
                reporter,
                reporter,
                SKILL,
                kind.title(),
                Need.USUAL,
                place,
                new Door(null, words),
                reportedAt,
                promisedBy());
    }

    static StreetFault of(Readable row) {
        return new StreetFault(
                Rows.uuid(row, "id"),
                new CommunityId(Rows.uuid(row, "community_id")),
                new StationId(Rows.uuid(row, "station_id")),
                FaultKind.valueOf(Rows.text(row, "kind")),
                new GeoPoint(Rows.get(row, "latitude", Double.class), Rows.get(row, "longitude", Double.class)),
                FaultState.valueOf(Rows.text(row, "state")),
                Rows.get(row, "reports", Integer.class),
                Rows.instant(row, "reported_at"),
                Rows.instantOrNull(row, "ended_at"),
                Rows.number(row, "cost_fen"),
                row.get("fund", String.class));
    }
}
