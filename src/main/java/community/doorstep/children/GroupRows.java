package community.doorstep.children;

import community.doorstep.catalog.Service;
import community.doorstep.catalog.ServiceId;
import community.doorstep.shared.Binding;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.Rows;
import community.doorstep.shared.StationId;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The tables of groups, their children and classes. */
@Component
class GroupRows {

    /** A group that is locked, when its term begins, and the days that are meant. */
    record Term(
            CommunityId community,
            UUID id,
            ServiceId service,
            @Nullable UUID room,
            @Nullable UUID teacher,
            LocalDate begins,
            LocalDate firstDay,
            LocalDate lastDay) {

        /** Refuses {@code dates-outside-term} (422). */
        Term within(@Nullable LocalDate first, @Nullable LocalDate last) {
            LocalDate from = first == null ? firstDay : first;
            LocalDate to = last == null ? lastDay : last;
            if (from.isBefore(firstDay) || to.isAfter(lastDay) || to.isBefore(from)) {
                throw Refusal.unprocessable("dates-outside-term");
            }
            return new Term(community, id, service, room, teacher, begins, from, to);
        }
    }

    private final DatabaseClient database;

    GroupRows(DatabaseClient database) {
        this.database = database;
    }

    Mono<Void> add(UUID id, Service service, GroupController.NewGroup wanted, PersonId by, Instant now) {
        DatabaseClient.GenericExecuteSpec insert = database.sql("""
            INSERT INTO care_group (community_id, id, station_id, service_id, name, seats, room_id, teacher_id,
                                    first_day, last_day, made_by, made_at)
            VALUES (:community, :id, :station, :service, :name, :seats, :room, :teacher, :first, :last, :by,
                    :now)
            """)
                .bind("community", service.communityId().value())
                .bind("id", id)
                .bind("station", service.stationId().value())
                .bind("service", service.id().value())
                .bind("name", wanted.name().strip())
                .bind("seats", wanted.seats())
                .bind("first", wanted.firstDay())
                .bind("last", wanted.lastDay())
                .bind("by", by.value())
                .bind("now", now);
        insert = Binding.orNull(insert, "room", wanted.roomId(), UUID.class);
        return Binding.orNull(insert, "teacher", valueOf(wanted.teacherId()), UUID.class)
                .then();
    }

    private static @Nullable UUID valueOf(@Nullable PersonId person) {
        return person == null ? null : person.value();
    }

    Mono<Term> locked(UUID[] communities, UUID id) {
        return database.sql("""
            SELECT community_id, id, service_id, room_id, teacher_id, first_day, last_day FROM care_group
            WHERE id = :id AND community_id = ANY(:communities) FOR UPDATE
            """)
                .bind("id", id)
                .bind("communities", communities)
                .map(row -> new Term(
                        new CommunityId(Rows.uuid(row, "community_id")),
                        Rows.uuid(row, "id"),
                        new ServiceId(Rows.uuid(row, "service_id")),
                        row.get("room_id", UUID.class),
                        row.get("teacher_id", UUID.class),
                        Rows.get(row, "first_day", LocalDate.class),
                        Rows.get(row, "first_day", LocalDate.class),
                        Rows.get(row, "last_day", LocalDate.class)))
                .one();
    }

    /** Whether there was a seat on all of the days. */
    Mono<Boolean> join(Term term, PersonId child, PersonId by) {
        return database.sql("""
            INSERT INTO care_group_member (community_id, group_id, service_id, child_id, first_day, last_day,
                                           added_by)
            SELECT community_id, id, service_id, :child, :first, :last, :by FROM care_group
            WHERE community_id = :community AND id = :id
              AND seats > (SELECT count(*) FROM care_group_member AS other
                           WHERE other.group_id = :id AND other.first_day <= :last
                             AND other.last_day >= :first)
            """)
                .bind("child", child.value())
                .bind("first", term.firstDay())
                .bind("last", term.lastDay())
                .bind("by", by.value())
                .bind("community", term.community().value())
                .bind("id", term.id())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    Mono<Void> leave(Term group, PersonId child) {
        return database.sql("""
            DELETE FROM care_group_member
            WHERE community_id = :community AND group_id = :id AND child_id = :child
            """)
                .bind("community", group.community().value())
                .bind("id", group.id())
                .bind("child", child.value())
                .then();
    }

    Mono<Void> teach(Term term, UUID id, GroupController.NewLesson wanted) {
        DatabaseClient.GenericExecuteSpec insert = database.sql("""
            INSERT INTO care_class (community_id, id, group_id, weekday, starts, ends, activity, room_id,
                                    teacher_id, first_day, last_day, weeks, parity)
            VALUES (:community, :id, :group, :weekday, :starts, :ends, :activity, :room, :teacher, :first,
                    :last, :weeks, :parity)
            """)
                .bind("community", term.community().value())
                .bind("id", id)
                .bind("group", term.id())
                .bind("weekday", wanted.weekday())
                .bind("weeks", wanted.inWeeks().name())
                .bind("starts", wanted.starts())
                .bind("ends", wanted.ends())
                .bind("activity", wanted.activity().strip())
                .bind("first", term.firstDay())
                .bind("last", term.lastDay());
        UUID teacher = valueOf(wanted.teacherId());
        UUID room = wanted.roomId() == null ? term.room() : wanted.roomId();
        insert = Binding.orNull(insert, "room", room, UUID.class);
        insert = Binding.orNull(insert, "parity", wanted.inWeeks().parityIn(term.begins()), Integer.class);
        return Binding.orNull(insert, "teacher", teacher == null ? term.teacher() : teacher, UUID.class)
                .then();
    }

    Mono<Void> unteach(Term group, UUID lesson) {
        return database.sql("""
            DELETE FROM care_class
            WHERE community_id = :community AND group_id = :group AND id = :id
            """)
                .bind("community", group.community().value())
                .bind("group", group.id())
                .bind("id", lesson)
                .then();
    }

    /** Those of a station that end after that day, with classes and children. */
    Mono<List<Group>> of(UUID[] communities, StationId station, LocalDate after) {
        return Mono.zip(lessons(communities, station), members(communities, station))
                .flatMap(parts -> database.sql("""
                    SELECT * FROM care_group
                    WHERE community_id = ANY(:communities) AND station_id = :station AND last_day > :after
                    ORDER BY first_day, name
                    """)
                        .bind("communities", communities)
                        .bind("station", station.value())
                        .bind("after", after)
                        .map(row -> group(row, parts.getT1(), parts.getT2()))
                        .all()
                        .collectList());
    }

    private Mono<Map<UUID, List<Group.Lesson>>> lessons(UUID[] communities, StationId station) {
        return database.sql("""
            SELECT care_class.* FROM care_class
            JOIN care_group ON care_group.id = care_class.group_id
            WHERE care_group.community_id = ANY(:communities) AND care_group.station_id = :station
            ORDER BY weekday, starts, weeks
            """)
                .bind("communities", communities)
                .bind("station", station.value())
                .map(row -> Map.entry(Rows.uuid(row, "group_id"), lesson(row)))
                .all()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    private Mono<Map<UUID, List<PersonId>>> members(UUID[] communities, StationId station) {
        return database.sql("""
            SELECT care_group_member.group_id, care_group_member.child_id FROM care_group_member
            JOIN care_group ON care_group.id = care_group_member.group_id
            WHERE care_group.community_id = ANY(:communities) AND care_group.station_id = :station
            """)
                .bind("communities", communities)
                .bind("station", station.value())
                .map(row -> Map.entry(Rows.uuid(row, "group_id"), new PersonId(Rows.uuid(row, "child_id"))))
                .all()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    private static Group group(Readable row, Map<UUID, List<Group.Lesson>> lessons, Map<UUID, List<PersonId>> members) {
        UUID id = Rows.uuid(row, "id");
        return new Group(
                id,
                new StationId(Rows.uuid(row, "station_id")),
                new ServiceId(Rows.uuid(row, "service_id")),
                Rows.text(row, "name"),
                Rows.get(row, "seats", Integer.class),
                row.get("room_id", UUID.class),
                person(row),
                Rows.get(row, "first_day", LocalDate.class),
                Rows.get(row, "last_day", LocalDate.class),
                lessons.getOrDefault(id, List.of()),
                members.getOrDefault(id, List.of()));
    }

    static Group.Lesson lesson(Readable row) {
        return new Group.Lesson(
                Rows.uuid(row, "id"),
                Rows.get(row, "weekday", Integer.class),
                Weeks.valueOf(Rows.text(row, "weeks")),
                Rows.get(row, "starts", LocalTime.class),
                Rows.get(row, "ends", LocalTime.class),
                Rows.text(row, "activity"),
                row.get("room_id", UUID.class),
                person(row),
                Rows.get(row, "first_day", LocalDate.class),
                Rows.get(row, "last_day", LocalDate.class));
    }

    private static @Nullable PersonId person(Readable row) {
        return Stream.ofNullable(row.get("teacher_id", UUID.class))
                .map(PersonId::new)
                .findFirst()
                .orElse(null);
    }
}
