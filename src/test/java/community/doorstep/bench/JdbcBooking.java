package community.doorstep.bench;

import community.doorstep.shared.Ids;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * One booking, one round trip, one commit: a function writes the rows that the house writes. The contended rows come
 * last, so that they are locked for as short as can be. Nothing is checked but that there is a seat.
 */
final class JdbcBooking {

    private static final String FUNCTION = """
            CREATE FUNCTION pg_temp.book(
                person uuid, the_key text, the_digest text, booking uuid, slot uuid, community uuid, service uuid,
                station uuid, book uuid, the_budget uuid, the_day date, starts timestamptz, ends timestamptz,
                now timestamptz, due bigint, the_rule text, the_fund text, evidence_held text, the_outcomes text,
                the_tier text, payload text, due_at timestamptz) RETURNS void LANGUAGE plpgsql AS $$
            BEGIN
                INSERT INTO idempotency (caller_id, key, digest, reference, at)
                VALUES (person, the_key, the_digest, booking, now);
                INSERT INTO booking (community_id, id, slot_id, service_id, station_id, kind, beneficiary_id,
                                     booked_by, state, sole, due_fen, payment_terms, starts_at, ends_at, booked_at)
                VALUES (community, booking, slot, service, station, 'MEAL', person, person, 'CONFIRMED', true, due,
                        'AT_DOOR', starts, ends, now);
                INSERT INTO charge (community_id, booking_id, book_id, service_id, beneficiary_id, day, list_fen,
                                    due_fen, subsidy_fen, tier, rule, fund, budget_id, age, evidence, outcomes, state,
                                    at)
                VALUES (community, booking, book, service, person, the_day, 1500, due, 1500 - due, the_tier, the_rule,
                        the_fund, the_budget, 46, string_to_array(evidence_held, ','), the_outcomes::jsonb,
                        'RESERVED', now);
                INSERT INTO outbox (id, community_id, type, payload, at, due_at)
                VALUES (booking, community, 'community.doorstep.booking.BookingConfirmed', payload, now, due_at);
                IF the_budget IS NOT NULL THEN
                    UPDATE budget SET reserved_fen = reserved_fen + 1500 - due
                    WHERE community_id = community AND id = the_budget;
                END IF;
                UPDATE seats SET taken = taken + 1, version = version + 1
                WHERE community_id = community AND slot_id = slot AND taken < capacity;
                IF NOT FOUND THEN
                    RAISE EXCEPTION 'slot-full';
                END IF;
            END
            $$
            """;
    private static final String CALL =
            "SELECT pg_temp.book(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String DIGEST = "n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg";
    private static final String SUBSIDISED =
            "{\"meals-from-80\":\"TOO_YOUNG\",\"meals-low-income\":\"APPLIED\",\"meals-from-60\":\"EARLIER_RULE\"}";
    private static final String FULL_PRICE =
            "{\"meals-from-80\":\"TOO_YOUNG\",\"meals-low-income\":\"EVIDENCE_MISSING\",\"meals-from-60\":\"TOO_YOUNG\"}";
    /** So that the house, which is at rest meanwhile, does not work on these events. */
    private static final Duration NOT_YET = Duration.ofDays(365);

    private final PreparedStatement call;

    JdbcBooking(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(FUNCTION);
        }
        call = connection.prepareStatement(CALL);
    }

    void book(Ground.Seat seat, int day, int community) throws SQLException {
        UUID person = Ground.person(seat.person());
        UUID booking = Ids.next();
        boolean subsidised = Ground.subsidised(seat.person());
        Timestamp now = Timestamp.from(Instant.now());
        call.setObject(1, person);
        call.setString(2, Letters.key());
        call.setString(3, DIGEST);
        call.setObject(4, booking);
        call.setObject(5, seat.slot());
        call.setObject(6, Ground.community(community));
        call.setObject(7, Ground.service(community));
        call.setObject(8, Ground.station(community));
        call.setObject(9, Ground.book(community));
        call.setObject(10, subsidised ? Ground.budget(community) : null, java.sql.Types.OTHER);
        call.setObject(11, Ground.date(day));
        call.setTimestamp(12, Timestamp.from(Ground.startsAt(day)));
        call.setTimestamp(13, Timestamp.from(Ground.endsAt(day)));
        call.setTimestamp(14, now);
        call.setLong(15, subsidised ? Ground.SUBSIDISED_FEN : Ground.LIST_FEN);
        call.setString(16, subsidised ? Ground.RULE : "");
        call.setString(17, subsidised ? Ground.FUND : "");
        call.setString(18, subsidised ? "LOW_INCOME" : "");
        call.setString(19, subsidised ? SUBSIDISED : FULL_PRICE);
        call.setString(20, subsidised ? "LOW_COST" : "PAID");
        call.setString(21, payload(person, booking, seat.slot(), community, day));
        call.setTimestamp(22, Timestamp.from(now.toInstant().plus(NOT_YET)));
        call.execute();
    }

    private static String payload(UUID person, UUID booking, UUID slot, int community, int day) {
        return "{\"community\":\"" + Ground.community(community) + "\",\"booking\":\"" + booking
                + "\",\"version\":1,\"service\":\"" + Ground.service(community) + "\",\"slot\":\"" + slot
                + "\",\"station\":\"" + Ground.station(community) + "\",\"kind\":\"MEAL\",\"beneficiary\":\"" + person
                + "\",\"bookedBy\":\"" + person + "\",\"startsAt\":\"" + Ground.startsAt(day) + "\",\"endsAt\":\""
                + Ground.endsAt(day) + "\"}";
    }
}
