package community.doorstep.booking;

import community.doorstep.catalog.SlotBookings;
import community.doorstep.catalog.SlotId;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Ids;
import community.doorstep.shared.Rows;
import java.util.Collection;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** How many people a change of slots would reach. */
@Component
class StandingBookings implements SlotBookings {

    private final DatabaseClient database;

    StandingBookings(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<Integer> standing(CommunityId community, Collection<SlotId> slots) {
        return database.sql("""
            SELECT count(*) AS standing FROM booking
            WHERE community_id = :community AND slot_id = ANY(:slots) AND state IN ('HELD', 'CONFIRMED')
            """)
                .bind("community", community.value())
                .bind("slots", Ids.array(slots, SlotId::value))
                .map(row -> (int) Rows.number(row, "standing"))
                .one();
    }
}
