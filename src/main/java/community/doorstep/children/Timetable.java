package community.doorstep.children;

import community.doorstep.catalog.SlotPlaces;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Ids;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Rows;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What each child does on a day: by its group, the term, the weekday, and whether it is an A or a B week. */
@Component
public class Timetable {

    /** @param room empty when it is not said */
    public record Hour(String group, LocalTime starts, LocalTime ends, String activity, String room) {}

    private record Taught(PersonId child, Hour hour) {}

    private final DatabaseClient database;
    private final SlotPlaces places;

    Timetable(DatabaseClient database, SlotPlaces places) {
        this.database = database;
        this.places = places;
    }

    /** In the order of the hours; a child without a group is left out, a group without classes that day has none. */
    public Mono<Map<PersonId, List<Hour>>> of(CommunityId community, Collection<PersonId> children, LocalDate day) {
        return places.weekday(community, day)
                .flatMap(weekday -> database.sql("""
                    SELECT member.child_id, care_group.name, lesson.starts, lesson.ends, lesson.activity,
                           coalesce(room.name, '') AS room
                    FROM care_group_member AS member
                    JOIN care_group ON care_group.id = member.group_id
                    LEFT JOIN care_class AS lesson ON lesson.group_id = member.group_id
                        AND lesson.weekday = :weekday AND :day BETWEEN lesson.first_day AND lesson.last_day
                        AND coalesce(lesson.parity, :parity) = :parity
                    LEFT JOIN room ON room.community_id = member.community_id AND room.id = lesson.room_id
                    WHERE member.community_id = :community AND member.child_id = ANY(:children)
                      AND :day BETWEEN member.first_day AND member.last_day
                    ORDER BY lesson.starts
                    """)
                        .bind("weekday", weekday)
                        .bind("day", day)
                        .bind("parity", Weeks.parity(day))
                        .bind("community", community.value())
                        .bind("children", Ids.array(children, PersonId::value))
                        .map(row -> new Taught(
                                new PersonId(Rows.uuid(row, "child_id")),
                                new Hour(
                                        Rows.text(row, "name"),
                                        orMidnight(row.get("starts", LocalTime.class)),
                                        orMidnight(row.get("ends", LocalTime.class)),
                                        orNothing(row.get("activity", String.class)),
                                        Rows.text(row, "room"))))
                        .all()
                        .collect(Collectors.groupingBy(
                                Taught::child, Collectors.mapping(Taught::hour, Collectors.toList()))));
    }

    private static LocalTime orMidnight(@Nullable LocalTime time) {
        return time == null ? LocalTime.MIDNIGHT : time;
    }

    private static String orNothing(@Nullable String text) {
        return text == null ? "" : text;
    }
}
