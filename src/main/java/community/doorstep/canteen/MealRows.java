package community.doorstep.canteen;

import community.doorstep.catalog.ServiceId;
import community.doorstep.catalog.SlotId;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Ids;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Rows;
import community.doorstep.shared.Seal;
import community.doorstep.shared.StationId;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** The meals, each change conditional on the state before it. */
@Component
class MealRows {

    private final DatabaseClient database;
    private final Seal seal;
    private final JsonMapper json;

    MealRows(DatabaseClient database, Seal seal, JsonMapper json) {
        this.database = database;
        this.seal = seal;
        this.json = json;
    }

    /** Those of the bookings that were heard of for the first time. */
    Mono<Set<UUID>> add(List<Meal> meals) {
        return database.sql("""
            INSERT INTO meal (community_id, booking_id, slot_id, service_id, station_id, day, starts_at,
                              ends_at, beneficiary_id, booked_by, serving, wish, state, warned)
            SELECT * FROM unnest(:communities, :ids, :slots, :services, :stations, :days, :starts,
                                 :ends, :beneficiaries, :bookers, :servings,
                                 ARRAY(SELECT decode(wish, 'base64') FROM unnest(:wishes)
                                       WITH ORDINALITY AS sealed (wish, place) ORDER BY place),
                                 :states, :warned)
            ON CONFLICT DO NOTHING
            RETURNING booking_id
            """)
                .bind("communities", Ids.array(meals, meal -> meal.community().value()))
                .bind("ids", Ids.array(meals, Meal::id))
                .bind("slots", Ids.array(meals, meal -> meal.slot().value()))
                .bind("services", Ids.array(meals, meal -> meal.service().value()))
                .bind("stations", Ids.array(meals, meal -> meal.station().value()))
                .bind("days", meals.stream().map(Meal::day).toArray(LocalDate[]::new))
                .bind("starts", meals.stream().map(Meal::startsAt).toArray(Instant[]::new))
                .bind("ends", meals.stream().map(Meal::endsAt).toArray(Instant[]::new))
                .bind(
                        "beneficiaries",
                        Ids.array(meals, meal -> meal.beneficiary().value()))
                .bind("bookers", Ids.array(meals, meal -> meal.bookedBy().value()))
                .bind("servings", texts(meals, meal -> meal.serving().name()))
                .bind("wishes", texts(meals, this::sealed))
                .bind("states", texts(meals, meal -> meal.state().name()))
                .bind("warned", meals.stream().map(Meal::warned).toArray(Boolean[]::new))
                .map(row -> Rows.uuid(row, "booking_id"))
                .all()
                .collect(Collectors.toSet());
    }

    private String sealed(Meal meal) {
        return sealed(meal.id(), meal.wish());
    }

    private String sealed(UUID meal, MealWish wish) {
        return Base64.getEncoder().encodeToString(seal.seal(json.writeValueAsBytes(wish), context(meal)));
    }

    private static String[] texts(List<Meal> meals, Function<Meal, String> text) {
        return meals.stream().map(text).toArray(String[]::new);
    }

    /** An ordered meal is off; one that was handed out stays so. */
    Mono<Void> cancel(UUID id) {
        return database.sql("""
            UPDATE meal SET state = 'CANCELLED', version = version + 1
            WHERE booking_id = :id AND state IN ('ORDERED', 'MISSED')
            """).bind("id", id).then();
    }

    Mono<Void> move(UUID id, LocalDate day, Instant startsAt, Instant endsAt) {
        return database.sql("""
            UPDATE meal SET day = :day, starts_at = :starts, ends_at = :ends, version = version + 1
            WHERE booking_id = :id AND state = 'ORDERED'
            """)
                .bind("id", id)
                .bind("day", day)
                .bind("starts", startsAt)
                .bind("ends", endsAt)
                .then();
    }

    Flux<Meal> ofSlot(SlotId slot, UUID[] communities) {
        return database.sql("""
            SELECT * FROM meal WHERE slot_id = :slot AND community_id = ANY(:communities)
            ORDER BY booking_id
            """)
                .bind("slot", slot.value())
                .bind("communities", communities)
                .map(this::mealOf)
                .all();
    }

    Flux<Meal> ordered(ServiceId service, LocalDate day) {
        return database.sql("SELECT * FROM meal WHERE service_id = :service AND day = :day AND state = 'ORDERED'")
                .bind("service", service.value())
                .bind("day", day)
                .map(this::mealOf)
                .all();
    }

    /** For one of these people, or asked for by the caller. */
    Mono<Meal> visible(UUID id, PersonId caller, Collection<PersonId> people) {
        return database.sql("""
            SELECT * FROM meal
            WHERE booking_id = :id AND (beneficiary_id = ANY(:people) OR booked_by = :caller)
            """)
                .bind("id", id)
                .bind("people", Ids.array(people, PersonId::value))
                .bind("caller", caller.value())
                .map(this::mealOf)
                .one();
    }

    Mono<Meal> locked(UUID id, UUID[] communities) {
        return database.sql("""
            SELECT * FROM meal WHERE booking_id = :id AND community_id = ANY(:communities) FOR UPDATE
            """)
                .bind("id", id)
                .bind("communities", communities)
                .map(this::mealOf)
                .one();
    }

    /** Handed out, once: empty for any but an ordered or missed meal. */
    Mono<Meal> eaten(Meal meal, Instant at, String way, PersonId by) {
        return database.sql("""
            UPDATE meal SET state = 'EATEN', eaten_at = :at, eaten_way = :way, eaten_by = :by,
                            version = version + 1
            WHERE community_id = :community AND booking_id = :id AND state IN ('ORDERED', 'MISSED')
            RETURNING *
            """)
                .bind("at", at)
                .bind("way", way)
                .bind("by", by.value())
                .bind("community", meal.community().value())
                .bind("id", meal.id())
                .map(this::mealOf)
                .one();
    }

    /** Those that are taken away and were not said to be ready. */
    Flux<Meal> ready(SlotId slot, Instant now) {
        return database.sql("""
            UPDATE meal SET ready_at = :now, version = version + 1
            WHERE slot_id = :slot AND serving = 'TAKE_AWAY' AND state = 'ORDERED' AND ready_at IS NULL
            RETURNING *
            """)
                .bind("now", now)
                .bind("slot", slot.value())
                .map(this::mealOf)
                .all();
    }

    Mono<Void> warned(Collection<UUID> ids, boolean warned) {
        return database.sql("""
            UPDATE meal SET warned = :warned, version = version + 1
            WHERE booking_id = ANY(:ids) AND warned <> :warned
            """)
                .bind("warned", warned)
                .bind("ids", ids.toArray(UUID[]::new))
                .then();
    }

    /** The booker knows it; a wish that names what is confirmed takes the place of the one before. */
    Mono<Void> confirmed(Meal meal, MealWish wish) {
        return database.sql("""
            UPDATE meal SET wish = :wish, warned = false, version = version + 1
            WHERE community_id = :community AND booking_id = :id
            """)
                .bind("wish", seal.seal(json.writeValueAsBytes(wish), context(meal.id())))
                .bind("community", meal.community().value())
                .bind("id", meal.id())
                .then();
    }

    /** What was wished for is not known any more. */
    Mono<Void> forgetWishes(List<Meal> meals) {
        return database.sql("""
            UPDATE meal SET wish = decode(none.wish, 'base64')
            FROM unnest(:ids, :wishes) AS none (id, wish) WHERE meal.booking_id = none.id
            """)
                .bind("ids", Ids.array(meals, Meal::id))
                .bind("wishes", texts(meals, meal -> sealed(meal.id(), MealWish.NONE)))
                .then();
    }

    /** Those of the slots at which somebody eats. */
    Flux<SlotId> sittings(Collection<SlotId> slots) {
        return database.sql("""
            SELECT slot_id FROM unnest(:slots) AS asked (slot_id)
            WHERE EXISTS (SELECT FROM meal WHERE meal.slot_id = asked.slot_id)
            """)
                .bind("slots", Ids.array(slots, SlotId::value))
                .map(row -> new SlotId(Rows.uuid(row, "slot_id")))
                .all();
    }

    Meal mealOf(Readable row) {
        UUID id = Rows.uuid(row, "booking_id");
        return new Meal(
                new CommunityId(Rows.uuid(row, "community_id")),
                id,
                new SlotId(Rows.uuid(row, "slot_id")),
                new ServiceId(Rows.uuid(row, "service_id")),
                new StationId(Rows.uuid(row, "station_id")),
                Rows.get(row, "day", LocalDate.class),
                Rows.instant(row, "starts_at"),
                Rows.instant(row, "ends_at"),
                new PersonId(Rows.uuid(row, "beneficiary_id")),
                new PersonId(Rows.uuid(row, "booked_by")),
                Serving.valueOf(Rows.text(row, "serving")),
                json.readValue(seal.open(Rows.get(row, "wish", byte[].class), context(id)), MealWish.class),
                MealState.valueOf(Rows.text(row, "state")),
                Rows.get(row, "warned", Boolean.class),
                Rows.instantOrNull(row, "eaten_at"),
                Rows.number(row, "version"));
    }

    private static String context(UUID meal) {
        return "meal/" + meal;
    }
}
