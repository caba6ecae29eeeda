package community.doorstep.waitlist;

import community.doorstep.catalog.ServiceId;
import community.doorstep.catalog.SlotId;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Ids;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Rows;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The lines in front of full slots. Whatever changes an entry holds the lock on its slot's seats, so that the seats
 * that are kept and the entries that they are kept for never differ.
 */
@Component
public class Waitlist {

    /** So many seats of a slot for the next in line, each kept until then. */
    public record Offer(SlotId slot, int seats, Instant until) {}

    /** An entry with the number of those before it. */
    public record Placed(Entry entry, int before) {}

    private final DatabaseClient database;

    Waitlist(DatabaseClient database) {
        this.database = database;
    }

    /** Puts entries at the end of their lines; their numbers come from the locked seats. */
    public Mono<Void> join(List<Entry> entries) {
        if (entries.isEmpty()) {
            return Mono.empty();
        }
        return database.sql("""
            INSERT INTO waitlist_entry (community_id, id, slot_id, service_id, beneficiary_id, asked_by,
                                        number, state, asked_at)
            SELECT joined.community_id, joined.id, joined.slot_id, joined.service_id,
                   joined.beneficiary_id, joined.asked_by, joined.number, 'WAITING', joined.asked_at
            FROM unnest(:communities, :ids, :slots, :services, :beneficiaries, :askers, :numbers, :asked)
                AS joined (community_id, id, slot_id, service_id, beneficiary_id, asked_by, number,
                           asked_at)
            """)
                .bind(
                        "communities",
                        Ids.array(entries, entry -> entry.community().value()))
                .bind("ids", Ids.array(entries, entry -> entry.id().value()))
                .bind("slots", Ids.array(entries, entry -> entry.slot().value()))
                .bind("services", Ids.array(entries, entry -> entry.service().value()))
                .bind(
                        "beneficiaries",
                        Ids.array(entries, entry -> entry.beneficiary().value()))
                .bind("askers", Ids.array(entries, entry -> entry.askedBy().value()))
                .bind("numbers", entries.stream().map(Entry::number).toArray(Integer[]::new))
                .bind("asked", entries.stream().map(Entry::askedAt).toArray(Instant[]::new))
                .then();
    }

    /** The open entries of these people for these slots. */
    public Flux<Entry> open(Collection<SlotId> slots, Collection<PersonId> people) {
        return database.sql("""
            SELECT * FROM waitlist_entry
            WHERE slot_id = ANY(:slots) AND beneficiary_id = ANY(:people)
              AND state IN ('WAITING', 'OFFERED')
            """)
                .bind("slots", Ids.array(slots, SlotId::value))
                .bind("people", Ids.array(people, PersonId::value))
                .map(Waitlist::entryOf)
                .all();
    }

    /** Offers seats to the next in each line; answers whom. */
    public Flux<Entry> offer(List<Offer> offers) {
        if (offers.isEmpty()) {
            return Flux.empty();
        }
        return database.sql("""
            UPDATE waitlist_entry
            SET state = 'OFFERED', offer_until = next.until, version = waitlist_entry.version + 1
            FROM (SELECT line.community_id, line.id, free.until
                  FROM unnest(:slots, :seats, :untils) AS free (slot_id, seats, until)
                  CROSS JOIN LATERAL (
                      SELECT community_id, id FROM waitlist_entry
                      WHERE waitlist_entry.slot_id = free.slot_id AND state = 'WAITING'
                      ORDER BY number LIMIT free.seats) AS line) AS next
            WHERE waitlist_entry.community_id = next.community_id AND waitlist_entry.id = next.id
            RETURNING waitlist_entry.*
            """)
                .bind("slots", Ids.array(offers, offer -> offer.slot().value()))
                .bind("seats", offers.stream().map(Offer::seats).toArray(Integer[]::new))
                .bind("untils", offers.stream().map(Offer::until).toArray(Instant[]::new))
                .map(Waitlist::entryOf)
                .all();
    }

    /** Their offers were taken. */
    public Mono<Void> taken(Collection<EntryId> entries, Instant now) {
        if (entries.isEmpty()) {
            return Mono.empty();
        }
        return database.sql("""
            UPDATE waitlist_entry SET state = 'TAKEN', ended_at = :now, version = version + 1
            WHERE id = ANY(:ids) AND state = 'OFFERED'
            """)
                .bind("now", now)
                .bind("ids", Ids.array(entries, EntryId::value))
                .then();
    }

    /** Slots with an offer that ended untaken, in a fixed order. */
    public Flux<SlotId> withLapsed(Instant now, int most) {
        return database.sql("""
            SELECT DISTINCT slot_id FROM (
                SELECT slot_id FROM waitlist_entry WHERE state = 'OFFERED' AND offer_until <= :now
                ORDER BY offer_until LIMIT :most) AS lapsed
            """)
                .bind("now", now)
                .bind("most", most)
                .map(row -> new SlotId(Rows.uuid(row, "slot_id")))
                .all();
    }

    /** Ends the offers of these slots that ran out; answers which. */
    public Flux<Entry> lapse(Collection<SlotId> slots, Instant now) {
        return database.sql("""
            UPDATE waitlist_entry SET state = 'LAPSED', ended_at = :now, version = version + 1
            WHERE slot_id = ANY(:slots) AND state = 'OFFERED' AND offer_until <= :now
            RETURNING *
            """)
                .bind("slots", Ids.array(slots, SlotId::value))
                .bind("now", now)
                .map(Waitlist::entryOf)
                .all();
    }

    /** Whose wait for this slot ended without any offer since then, and who is not in line for it again. */
    public Flux<Entry> inVain(SlotId slot, Instant since) {
        return database.sql("""
            SELECT DISTINCT ON (beneficiary_id) * FROM waitlist_entry
            WHERE slot_id = :slot AND state = 'LAPSED' AND (offer_until IS NULL OR offer_until < :since)
              AND NOT EXISTS (
                  SELECT 1 FROM waitlist_entry AS other
                  WHERE other.slot_id = :slot AND other.beneficiary_id = waitlist_entry.beneficiary_id
                    AND (other.state IN ('WAITING', 'OFFERED') OR other.offer_until >= :since))
            ORDER BY beneficiary_id, number
            """)
                .bind("slot", slot.value())
                .bind("since", since)
                .map(Waitlist::entryOf)
                .all();
    }

    /** Offers seats once more to those whose wait was in vain, in this order, as long as there are seats. */
    public Flux<Entry> offerAgain(List<EntryId> order, int seats, Instant until) {
        return database.sql("""
            UPDATE waitlist_entry
            SET state = 'OFFERED', offer_until = :until, ended_at = NULL, version = version + 1
            WHERE id IN (
                SELECT entry.id FROM unnest(:ids) WITH ORDINALITY AS asked (id, place)
                JOIN waitlist_entry AS entry ON entry.id = asked.id AND entry.state = 'LAPSED'
                ORDER BY asked.place LIMIT :seats)
            RETURNING *
            """)
                .bind("until", until)
                .bind("ids", Ids.array(order, EntryId::value))
                .bind("seats", seats)
                .map(Waitlist::entryOf)
                .all();
    }

    /** For how many seats of the slot an offer stands. */
    public Mono<Long> offered(SlotId slot) {
        return database.sql("SELECT count(*) AS offers FROM waitlist_entry WHERE slot_id = :slot AND state = 'OFFERED'")
                .bind("slot", slot.value())
                .map(row -> Rows.number(row, "offers"))
                .one();
    }

    /** Nobody waits any more for slots that take no bookings; their open offers go on until they end. */
    public Flux<Entry> end(Collection<SlotId> slots, Instant now) {
        return database.sql("""
            UPDATE waitlist_entry SET state = 'LAPSED', ended_at = :now, version = version + 1
            WHERE slot_id = ANY(:slots) AND state = 'WAITING'
            RETURNING *
            """)
                .bind("slots", Ids.array(slots, SlotId::value))
                .bind("now", now)
                .map(Waitlist::entryOf)
                .all();
    }

    /** Gives an open entry up; empty when it is not open. The state that it had is in the answer. */
    public Mono<Entry> leave(Entry entry, Instant now) {
        return database.sql("""
            UPDATE waitlist_entry SET state = 'LEFT', ended_at = :now, version = version + 1
            WHERE community_id = :community AND id = :id AND state = :state
            RETURNING *
            """)
                .bind("now", now)
                .bind("community", entry.community().value())
                .bind("id", entry.id().value())
                .bind("state", entry.state().name())
                .map(Waitlist::entryOf)
                .one();
    }

    public Mono<Entry> byId(UUID id) {
        return database.sql("SELECT * FROM waitlist_entry WHERE id = :id")
                .bind("id", id)
                .map(Waitlist::entryOf)
                .one();
    }

    /** An entry for one of these people, asked by the caller, or in a community where they serve. */
    public Mono<Entry> visible(EntryId id, UUID caller, UUID[] people, UUID[] communities) {
        return database.sql("""
            SELECT * FROM waitlist_entry
            WHERE id = :id AND (beneficiary_id = ANY(:people) OR asked_by = :caller
                                OR community_id = ANY(:communities))
            """)
                .bind("id", id.value())
                .bind("people", people)
                .bind("caller", caller)
                .bind("communities", communities)
                .map(Waitlist::entryOf)
                .one();
    }

    /** The entries of these people, newest first. */
    public Flux<Entry> ofPeople(UUID caller, UUID[] people, UUID before, int most) {
        return database.sql("""
            SELECT * FROM waitlist_entry
            WHERE (beneficiary_id = ANY(:people) OR asked_by = :caller) AND id < :before
            ORDER BY id DESC LIMIT :most
            """)
                .bind("people", people)
                .bind("caller", caller)
                .bind("before", before)
                .bind("most", most)
                .map(Waitlist::entryOf)
                .all();
    }

    /** With how many wait before each. */
    public Mono<List<Placed>> placed(List<Entry> entries) {
        if (entries.isEmpty()) {
            return Mono.just(List.of());
        }
        return database.sql("""
            SELECT asked.id, (SELECT count(*) FROM waitlist_entry AS other
                              WHERE other.slot_id = asked.slot_id AND other.state = 'WAITING'
                                AND other.number < asked.number)::int AS before
            FROM unnest(:ids, :slots, :numbers) AS asked (id, slot_id, number)
            """)
                .bind("ids", Ids.array(entries, entry -> entry.id().value()))
                .bind("slots", Ids.array(entries, entry -> entry.slot().value()))
                .bind("numbers", entries.stream().map(Entry::number).toArray(Integer[]::new))
                .map(row -> java.util.Map.entry(Rows.uuid(row, "id"), Rows.get(row, "before", Integer.class)))
                .all()
                .collectMap(java.util.Map.Entry::getKey, java.util.Map.Entry::getValue)
                .map(before -> entries.stream()
                        .map(entry ->
                                new Placed(entry, before.getOrDefault(entry.id().value(), 0)))
                        .toList());
    }

    static Entry entryOf(Readable row) {
        return new Entry(
                new EntryId(Rows.uuid(row, "id")),
                new CommunityId(Rows.uuid(row, "community_id")),
                new SlotId(Rows.uuid(row, "slot_id")),
                new ServiceId(Rows.uuid(row, "service_id")),
                new PersonId(Rows.uuid(row, "beneficiary_id")),
                new PersonId(Rows.uuid(row, "asked_by")),
                Rows.get(row, "number", Integer.class),
                EntryState.valueOf(Rows.text(row, "state")),
                Rows.instant(row, "asked_at"),
                Rows.instantOrNull(row, "offer_until"),
                Rows.number(row, "version"));
    }
}
