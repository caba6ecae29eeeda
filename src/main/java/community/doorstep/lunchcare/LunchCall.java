package community.doorstep.lunchcare;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Rows;
import community.doorstep.shared.StationId;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who is looked for.
 *
 * @param id the missed meal's
 */
record LunchCall(
        CommunityId community,
        UUID id,
        PersonId person,
        PersonId bookedBy,
        StationId station,
        LocalDate day,
        State state,
        Instant openedAt,
        @Nullable Instant closedAt,
        long version) {

    enum State {
        OPEN,
        /** Somebody knows that they are well. */
        WELL,
        /** They needed help, and have it. */
        HELPED
    }

    static LunchCall of(Readable row) {
        return new LunchCall(
                new CommunityId(Rows.uuid(row, "community_id")),
                Rows.uuid(row, "id"),
                new PersonId(Rows.uuid(row, "person_id")),
                new PersonId(Rows.uuid(row, "booked_by")),
                new StationId(Rows.uuid(row, "station_id")),
                Rows.get(row, "day", LocalDate.class),
                State.valueOf(Rows.text(row, "state")),
                Rows.instant(row, "opened_at"),
                Rows.instantOrNull(row, "closed_at"),
                Rows.number(row, "version"));
    }
}
