package community.doorstep.payment;

import community.doorstep.ledger.Balances;
import community.doorstep.ledger.BookComparison;
import community.doorstep.ledger.BooksOff;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Ids;
import community.doorstep.shared.Rows;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Each community's payments and refunds that are done sum to what the books have of them, at one moment. */
@Component
class PaidComparison implements BookComparison {

    private static final String PAYMENTS = """
        SELECT community_id, sum(amount_fen)::bigint AS fen FROM payment
        WHERE state = 'PAID' GROUP BY community_id
        """;
    private static final String REFUNDS = """
        SELECT community_id, sum(amount_fen)::bigint AS fen FROM refund
        WHERE state = 'DONE' GROUP BY community_id
        """;

    private final DatabaseClient database;
    private final Balances balances;
    private final TransactionalOperator transaction;

    PaidComparison(DatabaseClient database, Balances balances, TransactionalOperator transaction) {
        this.database = database;
        this.balances = balances;
        this.transaction = transaction;
    }

    @Override
    public Flux<BooksOff> differences() {
        return Flux.concat(compared("PAYMENT", PAYMENTS), compared("REFUND", REFUNDS));
    }

    private Flux<BooksOff> compared(String kind, String sql) {
        return database.sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
                .then()
                .then(Mono.defer(() -> sums(sql)))
                .zipWhen(paid -> balances.moved(kind))
                .as(transaction::transactional)
                .flatMapIterable(both -> differences(kind, both.getT1(), both.getT2()));
    }

    private Mono<Map<CommunityId, Long>> sums(String sql) {
        return database.sql(sql)
                .map(row -> Map.entry(new CommunityId(Rows.uuid(row, "community_id")), Rows.number(row, "fen")))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    private static List<BooksOff> differences(String kind, Map<CommunityId, Long> paid, Map<CommunityId, Long> booked) {
        Set<CommunityId> communities = new HashSet<>(paid.keySet());
        communities.addAll(booked.keySet());
        Map<CommunityId, Long> off = new HashMap<>();
        for (CommunityId community : communities) {
            long difference = booked.getOrDefault(community, 0L) - paid.getOrDefault(community, 0L);
            if (difference != 0) {
                off.put(community, difference);
            }
        }
        return off.entrySet().stream()
                .map(one -> new BooksOff(one.getKey(), Ids.next(), 1, kind, kind, one.getValue()))
                .toList();
    }
}
