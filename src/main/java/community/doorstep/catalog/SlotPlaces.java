package community.doorstep.catalog;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Ids;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Rows;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Rooms and teachers of slots, names of rooms, and which weekday a day counts as: for day sheets. */
@Component
public class SlotPlaces {

    private static final UUID NONE = new UUID(0, 0);

    private final DatabaseClient database;

    SlotPlaces(DatabaseClient database) {
        this.database = database;
    }

    public Mono<Map<SlotId, SlotPlace>> of(Collection<SlotId> slots) {
        return database.sql("""
            SELECT slot.id, coalesce(room.name, '') AS room, coalesce(slot.teacher_id, :none) AS teacher_id
            FROM slot
            LEFT JOIN room ON room.community_id = slot.community_id AND room.id = slot.room_id
            WHERE slot.id = ANY(:slots)
            """)
                .bind("none", NONE)
                .bind("slots", Ids.array(slots, SlotId::value))
                .map(row -> Map.entry(
                        new SlotId(Rows.uuid(row, "id")), place(Rows.text(row, "room"), Rows.uuid(row, "teacher_id"))))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    private static SlotPlace place(String room, UUID teacher) {
        return new SlotPlace(room.isEmpty() ? null : room, teacher.equals(NONE) ? null : new PersonId(teacher));
    }

    /** The names of a community's rooms. */
    public Mono<Map<UUID, String>> rooms(CommunityId community) {
        return database.sql("SELECT id, name FROM room WHERE community_id = :community")
                .bind("community", community.value())
                .map(row -> Map.entry(Rows.uuid(row, "id"), Rows.text(row, "name")))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    /** ISO, 1 Monday … 7 Sunday: a make-up day counts as the weekday that it follows. */
    public Mono<Integer> weekday(CommunityId community, LocalDate day) {
        return database.sql("""
            SELECT follows FROM calendar_day
            WHERE community_id = :community AND day = :day AND kind = 'MAKE_UP'
            """)
                .bind("community", community.value())
                .bind("day", day)
                .map(row -> Rows.get(row, "follows", Integer.class))
                .one()
                .defaultIfEmpty(day.getDayOfWeek().getValue());
    }
}
