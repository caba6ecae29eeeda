package community.doorstep.reconciliation;

import community.doorstep.shared.Rows;
import community.doorstep.wechat.TradeLine;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The table of days that are compared. */
@Component
class DayRows {

    private final DatabaseClient database;
    private final Clock clock;

    DayRows(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Notes that the days are to be compared; those that are known stay as they are. */
    Mono<Void> note(List<LocalDate> days) {
        return database.sql("""
            INSERT INTO reconciliation_day (day, state, look_at)
            SELECT day, 'DUE', :now FROM unnest(:days) AS day
            ON CONFLICT DO NOTHING
            """)
                .bind("now", clock.instant())
                .bind("days", days.toArray(LocalDate[]::new))
                .then();
    }

    /** Takes the oldest that is due, and keeps it from others for the lease. */
    Mono<LocalDate> due(Duration lease) {
        return database.sql("""
            UPDATE reconciliation_day SET look_at = :leased, looks = looks + 1
            WHERE day = (SELECT day FROM reconciliation_day
                         WHERE state = 'DUE' AND look_at <= :now
                         ORDER BY day LIMIT 1 FOR UPDATE SKIP LOCKED)
            RETURNING day
            """)
                .bind("leased", clock.instant().plus(lease))
                .bind("now", clock.instant())
                .map(row -> Rows.get(row, "day", LocalDate.class))
                .one();
    }

    Mono<Void> lookAgain(LocalDate day, Duration later) {
        return database.sql("UPDATE reconciliation_day SET look_at = :at WHERE day = :day AND state = 'DUE'")
                .bind("at", clock.instant().plus(later))
                .bind("day", day)
                .then();
    }

    Mono<Void> done(LocalDate day, List<TradeLine> trades) {
        List<TradeLine> refunds = trades.stream().filter(TradeLine::isRefund).toList();
        long refunded = refunds.stream().mapToLong(TradeLine::amountFen).sum();
        return database.sql("""
            UPDATE reconciliation_day
            SET state = 'DONE', done_at = :now, payments = :payments, paid_fen = :paid,
                refunds = :refunds, refunded_fen = :refunded, fees_fen = :fees
            WHERE day = :day
            """)
                .bind("now", clock.instant())
                .bind("payments", trades.size() - refunds.size())
                .bind("paid", trades.stream().mapToLong(TradeLine::amountFen).sum() - refunded)
                .bind("refunds", refunds.size())
                .bind("refunded", refunded)
                .bind("fees", trades.stream().mapToLong(TradeLine::feeFen).sum())
                .bind("day", day)
                .then();
    }

    Mono<ReconciledDay> one(LocalDate day) {
        return database.sql("SELECT * FROM reconciliation_day WHERE day = :day")
                .bind("day", day)
                .map(ReconciledDay::of)
                .one();
    }

    /** Newest first. */
    Flux<ReconciledDay> before(LocalDate day, int most) {
        return database.sql("SELECT * FROM reconciliation_day WHERE day < :day ORDER BY day DESC LIMIT :most")
                .bind("day", day)
                .bind("most", most)
                .map(ReconciledDay::of)
                .all();
    }
}
