package community.doorstep.care;

import community.doorstep.booking.Attendee;
import community.doorstep.booking.Attendees;
import community.doorstep.booking.BookingId;
import community.doorstep.booking.BookingState;
import community.doorstep.catalog.ServiceKind;
import community.doorstep.catalog.SlotId;
import community.doorstep.catalog.SlotPlace;
import community.doorstep.catalog.SlotPlaces;
import community.doorstep.children.Cards;
import community.doorstep.children.Timetable;
import community.doorstep.identity.Contact;
import community.doorstep.identity.People;
import community.doorstep.shared.Audit;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.StationId;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Puts a day sheet together; each child on it is noted as read. */
@Component
class DaySheets {

    /** What a row is made of. */
    private record Parts(
            List<Attendee> children,
            Map<BookingId, Attendance> noted,
            Map<SlotId, SlotPlace> places,
            Map<PersonId, List<String>> allergies,
            Map<PersonId, List<Timetable.Hour>> hours) {

        Set<PersonId> people() {
            return Stream.concat(
                            children.stream().map(Attendee::person),
                            places.values().stream().flatMap(place -> Stream.ofNullable(place.teacher())))
                    .collect(Collectors.toSet());
        }
    }

    private final Attendees attendees;
    private final AttendanceRows rows;
    private final SlotPlaces places;
    private final Cards cards;
    private final Timetable timetable;
    private final People people;
    private final Audit audit;

    DaySheets(
            Attendees attendees,
            AttendanceRows rows,
            SlotPlaces places,
            Cards cards,
            Timetable timetable,
            People people,
            Audit audit) {
        this.attendees = attendees;
        this.rows = rows;
        this.places = places;
        this.cards = cards;
        this.timetable = timetable;
        this.people = people;
        this.audit = audit;
    }

    /** In the caller's transaction, who has checked that the reader is on duty there. */
    Mono<DaySheet> of(CommunityId community, StationId station, LocalDate day, PersonId reader) {
        return attendees
                .at(station, day, ServiceKind.CARE)
                .collectList()
                .delayUntil(children -> audit.noteAll(reader, community, "child-card-read", ids(children), "day-sheet"))
                .flatMap(children -> parts(community, station, day, children))
                .zipWhen(parts -> people.contacts(parts.people()))
                .map(both -> new DaySheet(station, day, rows(both.getT1(), both.getT2())));
    }

    private Mono<Parts> parts(CommunityId community, StationId station, LocalDate day, List<Attendee> children) {
        Set<PersonId> ids = Set.copyOf(ids(children));
        return Mono.zip(
                        rows.at(station, day).collectMap(Attendance::booking),
                        places.of(children.stream().map(Attendee::slot).toList()),
                        cards.allergies(ids),
                        timetable.of(community, ids, day))
                .map(all -> new Parts(children, all.getT1(), all.getT2(), all.getT3(), all.getT4()));
    }

    private static List<PersonId> ids(List<Attendee> children) {
        return children.stream().map(Attendee::person).distinct().toList();
    }

    private static List<DaySheet.Row> rows(Parts parts, Map<PersonId, Contact> people) {
        return parts.children().stream().map(child -> row(child, parts, people)).toList();
    }

    private static DaySheet.Row row(Attendee child, Parts parts, Map<PersonId, Contact> people) {
        Attendance noted = parts.noted().get(child.booking());
        SlotPlace place = parts.places().getOrDefault(child.slot(), SlotPlace.NOWHERE);
        List<Timetable.Hour> hours = parts.hours().getOrDefault(child.person(), List.of());
        return new DaySheet.Row(
                child.booking(),
                child.person(),
                name(people, child.person()),
                hours.isEmpty() ? "" : hours.get(0).group(),
                child.startsAt(),
                child.endsAt(),
                place.room() == null ? "" : place.room(),
                name(people, place.teacher()),
                parts.allergies().getOrDefault(child.person(), List.of()),
                classes(child, hours),
                state(child, noted),
                noted == null ? null : noted.answer(),
                noted == null ? null : noted.arrivedAt(),
                noted == null ? null : noted.leftAt(),
                noted == null ? null : noted.fetched());
    }

    private static List<DaySheet.Hour> classes(Attendee child, List<Timetable.Hour> hours) {
        List<DaySheet.Hour> taught = hours.stream()
                .filter(hour -> !hour.activity().isEmpty())
                .map(hour -> new DaySheet.Hour(hour.starts(), hour.ends(), hour.activity(), hour.room()))
                .toList();
        return taught.isEmpty() ? List.of(new DaySheet.Hour(null, null, child.activity(), "")) : taught;
    }

    static AttendanceState state(Attendee child, @Nullable Attendance noted) {
        AttendanceState state = noted == null ? AttendanceState.EXPECTED : noted.state();
        boolean came = state == AttendanceState.ARRIVED || state == AttendanceState.LEFT;
        boolean missed = child.state() == BookingState.NO_SHOW && !came && state != AttendanceState.LEAVE;
        return missed ? AttendanceState.ABSENT : state;
    }

    private static String name(Map<PersonId, Contact> people, @Nullable PersonId person) {
        return Contact.nameOf(person == null ? null : people.get(person));
    }
}
