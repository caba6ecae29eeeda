package community.doorstep.enrolment;

import community.doorstep.catalog.ServiceId;
import community.doorstep.catalog.SlotId;
import community.doorstep.catalog.SlotPattern;
import community.doorstep.shared.Binding;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Ids;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Rows;
import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The tables of repeats and their days. */
@Component
class EnrolmentRows {

    private final DatabaseClient database;

    EnrolmentRows(DatabaseClient database) {
        this.database = database;
    }

    /** Stores it, unless the caller's key stands for one already; answers the one that is stored. */
    Mono<Enrolment> add(Enrolment wanted) {
        DatabaseClient.GenericExecuteSpec insert = database.sql("""
                        INSERT INTO enrolment (community_id, id, service_id, beneficiary_id, booked_by, key, digest,
                                               first_day, last_day, weekdays, starts, all_or_none, state, agreed_fen,
                                               made_at)
                        VALUES (:community, :id, :service, :beneficiary, :booker, :key, :digest, :first, :last,
                                :weekdays, :starts, :allOrNone, 'ACTIVE', :agreed, :now)
                        ON CONFLICT (booked_by, key) DO NOTHING
                        """)
                .bind("community", wanted.community().value())
                .bind("id", wanted.id().value())
                .bind("service", wanted.service().value())
                .bind("beneficiary", wanted.beneficiary().value())
                .bind("booker", wanted.bookedBy().value())
                .bind("key", wanted.key())
                .bind("digest", wanted.digest())
                .bind("first", wanted.pattern().from())
                .bind("last", wanted.pattern().to())
                .bind("weekdays", wanted.pattern().weekdays().toArray(Integer[]::new))
                .bind("allOrNone", wanted.allOrNone())
                .bind("agreed", wanted.agreedFen())
                .bind("now", wanted.madeAt());
        return Binding.orNull(insert, "starts", wanted.pattern().starts(), LocalTime.class)
                .then()
                .then(Mono.defer(() -> byKey(wanted.bookedBy(), wanted.key())));
    }

    Mono<Enrolment> byKey(PersonId bookedBy, String key) {
        return database.sql("SELECT * FROM enrolment WHERE booked_by = :booker AND key = :key")
                .bind("booker", bookedBy.value())
                .bind("key", key)
                .map(EnrolmentRows::enrolmentOf)
                .one();
    }

    /** One for somebody of the caller's family, or made by the caller. */
    Mono<Enrolment> visible(EnrolmentId id, PersonId caller, Collection<PersonId> people) {
        return database.sql("""
                        SELECT * FROM enrolment
                        WHERE id = :id AND (booked_by = :caller OR beneficiary_id = ANY(:people))
                        """)
                .bind("id", id.value())
                .bind("caller", caller.value())
                .bind("people", Ids.array(people, PersonId::value))
                .map(EnrolmentRows::enrolmentOf)
                .one();
    }

    Flux<Enrolment> ofPeople(PersonId caller, Collection<PersonId> people, UUID before, int most) {
        return database.sql("""
                        SELECT * FROM enrolment
                        WHERE (booked_by = :caller OR beneficiary_id = ANY(:people)) AND id < :before
                        ORDER BY id DESC LIMIT :most
                        """)
                .bind("caller", caller.value())
                .bind("people", Ids.array(people, PersonId::value))
                .bind("before", before)
                .bind("most", most)
                .map(EnrolmentRows::enrolmentOf)
                .all();
    }

    /** Changes the state, when it is one of those; empty otherwise. */
    Mono<Enrolment> become(EnrolmentId id, Enrolment.State next, Collection<Enrolment.State> from) {
        return database.sql("""
                        UPDATE enrolment SET state = :next, stale = :next = 'ACTIVE', version = version + 1
                        WHERE id = :id AND state = ANY(:from)
                        RETURNING *
                        """)
                .bind("next", next.name())
                .bind("id", id.value())
                .bind("from", from.stream().map(Enum::name).toArray(String[]::new))
                .map(EnrolmentRows::enrolmentOf)
                .one();
    }

    /** Slots of these services were made: their active repeats are to be looked at. */
    Mono<Void> stale(Collection<ServiceId> services, LocalDate first) {
        return database.sql("""
                        UPDATE enrolment SET stale = true
                        WHERE service_id = ANY(:services) AND state = 'ACTIVE' AND last_day >= :first AND NOT stale
                        """)
                .bind("services", Ids.array(services, ServiceId::value))
                .bind("first", first)
                .then();
    }

    Flux<Enrolment> stale(int most) {
        return database.sql("SELECT * FROM enrolment WHERE stale ORDER BY id LIMIT :most")
                .bind("most", most)
                .map(EnrolmentRows::enrolmentOf)
                .all();
    }

    /** Whether it is still as it was when it was read. */
    Mono<Boolean> lookedAt(Enrolment enrolment) {
        return database.sql("UPDATE enrolment SET stale = false WHERE id = :id AND version = :version")
                .bind("id", enrolment.id().value())
                .bind("version", enrolment.version())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    /** What became of days; what is known already stays. */
    Mono<Void> note(EnrolmentId id, List<EnrolmentView.Day> days) {
        if (days.isEmpty()) {
            return Mono.empty();
        }
        return database.sql("""
                        INSERT INTO enrolment_day (enrolment_id, slot_id, day, booking_id, code)
                        SELECT :id, each.slot_id, each.day, each.booking_id, each.code
                        FROM unnest(:slots, :days, :bookings, :codes) AS each (slot_id, day, booking_id, code)
                        ON CONFLICT DO NOTHING
                        """)
                .bind("id", id.value())
                .bind("slots", Ids.array(days, day -> day.slotId().value()))
                .bind("days", days.stream().map(EnrolmentView.Day::day).toArray(LocalDate[]::new))
                .bind(
                        "bookings",
                        days.stream().map(EnrolmentView.Day::bookingId).toArray(UUID[]::new))
                .bind("codes", days.stream().map(EnrolmentView.Day::code).toArray(String[]::new))
                .then();
    }

    /** So that the day is booked again when the repeat is resumed. */
    Mono<Void> forget(EnrolmentId id, SlotId slot) {
        return database.sql("DELETE FROM enrolment_day WHERE enrolment_id = :id AND slot_id = :slot")
                .bind("id", id.value())
                .bind("slot", slot.value())
                .then();
    }

    Mono<List<EnrolmentView.Day>> days(EnrolmentId id) {
        return database.sql("""
                        SELECT slot_id, day, booking_id, code FROM enrolment_day WHERE enrolment_id = :id
                        ORDER BY day, slot_id
                        """)
                .bind("id", id.value())
                .map(row -> new EnrolmentView.Day(
                        new SlotId(Rows.uuid(row, "slot_id")),
                        Rows.get(row, "day", LocalDate.class),
                        row.get("booking_id", UUID.class),
                        Rows.text(row, "code")))
                .all()
                .collectList();
    }

    private static Enrolment enrolmentOf(Readable row) {
        SlotPattern pattern = new SlotPattern(
                Rows.get(row, "first_day", LocalDate.class),
                Rows.get(row, "last_day", LocalDate.class),
                List.of(Rows.get(row, "weekdays", Integer[].class)),
                row.get("starts", LocalTime.class));
        return new Enrolment(
                new EnrolmentId(Rows.uuid(row, "id")),
                new CommunityId(Rows.uuid(row, "community_id")),
                new ServiceId(Rows.uuid(row, "service_id")),
                new PersonId(Rows.uuid(row, "beneficiary_id")),
                new PersonId(Rows.uuid(row, "booked_by")),
                Rows.text(row, "key"),
                Rows.text(row, "digest"),
                pattern,
                Rows.get(row, "all_or_none", Boolean.class),
                Enrolment.State.valueOf(Rows.text(row, "state")),
                Rows.number(row, "agreed_fen"),
                Rows.instant(row, "made_at"),
                Rows.number(row, "version"));
    }
}
