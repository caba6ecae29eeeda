package community.doorstep.payment;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Rows;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Collection;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/** What went through WeChat, of all communities, for comparing it with WeChat's own books. */
@Component
public class WechatMoves {

    private static final String ALL = """
        SELECT * FROM (
            SELECT community_id, out_trade_no AS number, 'PAYMENT' AS kind, id, state, amount_fen, paid_at AS done_at
            FROM payment WHERE way = 'WECHAT'
            UNION ALL
            SELECT community_id, out_refund_no, 'REFUND', id, state, amount_fen, done_at
            FROM refund WHERE way = 'WECHAT') AS move
        """;

    private final DatabaseClient database;

    WechatMoves(DatabaseClient database) {
        this.database = database;
    }

    /** Those with our numbers; unknown numbers are left out. */
    public Flux<WechatMove> withNumbers(Collection<String> numbers) {
        return database.sql(ALL + "WHERE number = ANY(:numbers)")
                .bind("numbers", numbers.toArray(String[]::new))
                .map(WechatMoves::move)
                .all();
    }

    /** Those that were done from (inclusive) to (exclusive). */
    public Flux<WechatMove> done(Instant from, Instant to) {
        return database.sql(ALL + "WHERE done_at >= :from AND done_at < :to")
                .bind("from", from)
                .bind("to", to)
                .map(WechatMoves::move)
                .all();
    }

    private static WechatMove move(Readable row) {
        return new WechatMove(
                new CommunityId(Rows.uuid(row, "community_id")),
                Rows.text(row, "number"),
                Rows.text(row, "kind"),
                Rows.uuid(row, "id"),
                Rows.text(row, "state"),
                Rows.number(row, "amount_fen"),
                Rows.instantOrNull(row, "done_at"));
    }
}
