package community.doorstep.dispatch;

import community.doorstep.ledger.AccountView;
import community.doorstep.ledger.Balances;
import community.doorstep.shared.PersonId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The cash that workers carry until they hand it in: what the books say, and nothing beside it. */
@Component
class WorkerCash {

    private final Balances balances;

    WorkerCash(Balances balances) {
        this.balances = balances;
    }

    /** What the worker has of these communities, in fen. */
    Mono<Long> carried(UUID[] communities, PersonId worker) {
        return balances.cashInHand(communities)
                .filter(account -> worker.equals(account.owner()))
                .map(AccountView::balanceFen)
                .reduce(0L, Long::sum);
    }

    /** What each has who ever had some. */
    Mono<Map<PersonId, Long>> carried(UUID[] communities) {
        return balances.cashInHand(communities)
                .collectMultimap(account -> Optional.ofNullable(account.owner()), AccountView::balanceFen)
                .map(WorkerCash::summed);
    }

    private static Map<PersonId, Long> summed(Map<Optional<PersonId>, Collection<Long>> balances) {
        Map<PersonId, Long> sums = new HashMap<>();
        balances.forEach((owner, fen) -> owner.ifPresent(person ->
                sums.put(person, fen.stream().mapToLong(Long::longValue).sum())));
        return sums;
    }
}
