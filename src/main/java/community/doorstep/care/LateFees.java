package community.doorstep.care;

import community.doorstep.booking.BookingId;
import community.doorstep.catalog.ServiceId;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Ids;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.Rows;
import community.doorstep.supplement.NewSupplement;
import community.doorstep.supplement.SupplementId;
import community.doorstep.supplement.Supplements;
import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What being late costs in each service, and what it has cost. The fee is paid as a supplement to the booking. */
@Component
class LateFees {

    private static final Duration PAY_WITHIN = Duration.ofDays(14);

    /** A service's rule; version 0: none was set. */
    record Rule(LateFee fee, long version) {}

    /** What a child's lateness cost. */
    record Charged(BookingId booking, int minutes, long fen) {}

    private final DatabaseClient database;
    private final Supplements supplements;
    private final Clock clock;

    LateFees(DatabaseClient database, Supplements supplements, Clock clock) {
        this.database = database;
        this.supplements = supplements;
        this.clock = clock;
    }

    Mono<Rule> rule(CommunityId community, ServiceId service) {
        return database.sql("""
            SELECT grace_minutes, step_minutes, step_fen, most_fen, version FROM late_fee_rule
            WHERE community_id = :community AND service_id = :service
            """)
                .bind("community", community.value())
                .bind("service", service.value())
                .map(LateFees::ruleOf)
                .one()
                .defaultIfEmpty(new Rule(LateFee.NONE, 0));
    }

    /** Refuses {@code version-changed} (412) unless the version seen is the one that stands. */
    Mono<Rule> set(CommunityId community, ServiceId service, LateFee fee, long seen, PersonId by) {
        return database.sql("""
            INSERT INTO late_fee_rule (community_id, service_id, grace_minutes, step_minutes, step_fen,
                                       most_fen, set_by, set_at)
            SELECT :community, :service, :grace, :step, :fen, :most, :by, :now
            WHERE :seen = 0 OR EXISTS (SELECT 1 FROM late_fee_rule
                                       WHERE community_id = :community AND service_id = :service)
            ON CONFLICT (community_id, service_id) DO UPDATE
            SET grace_minutes = :grace, step_minutes = :step, step_fen = :fen, most_fen = :most, set_by = :by,
                set_at = :now, version = late_fee_rule.version + 1
            WHERE late_fee_rule.version = :seen
            RETURNING grace_minutes, step_minutes, step_fen, most_fen, version
            """)
                .bind("community", community.value())
                .bind("service", service.value())
                .bind("grace", fee.graceMinutes())
                .bind("step", fee.stepMinutes())
                .bind("fen", fee.stepFen())
                .bind("most", fee.mostFen())
                .bind("by", by.value())
                .bind("now", clock.instant())
                .bind("seen", seen)
                .map(LateFees::ruleOf)
                .one()
                .switchIfEmpty(Mono.error(() -> Refusal.preconditionFailed("version-changed")));
    }

    /** In the caller's transaction: what this costs, 0 when it was in time. Once for each booking. */
    Mono<Long> charge(Attendance left, Instant at) {
        return rule(left.community(), left.service())
                .map(rule -> rule.fee().of(left.endsAt(), at).fen())
                .filter(fen -> fen > 0)
                .filterWhen(fen -> kept(left, at, fen))
                .delayUntil(fen -> supplements.ask(new NewSupplement(
                        left.community(),
                        new SupplementId(left.booking().value()),
                        left.station(),
                        left.booking().value(),
                        left.child(),
                        fen,
                        "托管晚接费",
                        clock.instant().plus(PAY_WITHIN))))
                .defaultIfEmpty(0L);
    }

    private Mono<Boolean> kept(Attendance left, Instant at, long fen) {
        return database.sql("""
            INSERT INTO late_fee (community_id, booking_id, child_id, day, late_minutes, fen, at)
            VALUES (:community, :booking, :child, :day, :minutes, :fen, :at)
            ON CONFLICT DO NOTHING
            """)
                .bind("community", left.community().value())
                .bind("booking", left.booking().value())
                .bind("child", left.child().value())
                .bind("day", left.day())
                .bind("minutes", Math.toIntExact(LateFee.minutes(left.endsAt(), at)))
                .bind("fen", fen)
                .bind("at", at)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    Mono<Map<BookingId, Charged>> of(Collection<BookingId> bookings) {
        return database.sql("SELECT booking_id, late_minutes, fen FROM late_fee WHERE booking_id = ANY(:bookings)")
                .bind("bookings", Ids.array(bookings, BookingId::value))
                .map(row -> new Charged(
                        new BookingId(Rows.uuid(row, "booking_id")),
                        Rows.get(row, "late_minutes", Integer.class),
                        Rows.number(row, "fen")))
                .all()
                .collectMap(Charged::booking);
    }

    private static Rule ruleOf(Readable row) {
        LateFee fee = new LateFee(
                Rows.get(row, "grace_minutes", Integer.class),
                Rows.get(row, "step_minutes", Integer.class),
                Rows.number(row, "step_fen"),
                Rows.number(row, "most_fen"));
        return new Rule(fee, Rows.number(row, "version"));
    }
}
