package community.doorstep.notice;

import community.doorstep.catalog.Catalog;
import community.doorstep.identity.Addressees;
import community.doorstep.pricing.BudgetRanLow;
import community.doorstep.shared.EventConsumer;
import community.doorstep.shared.Ids;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Role;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Tells a community's admins which of its budgets run low. */
@Component
class BudgetNews implements EventConsumer<BudgetRanLow> {

    private final NoticeRows rows;
    private final Addressees addressees;
    private final Catalog catalog;
    private final Clock clock;

    BudgetNews(NoticeRows rows, Addressees addressees, Catalog catalog, Clock clock) {
        this.rows = rows;
        this.addressees = addressees;
        this.catalog = catalog;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "tell-budget-low";
    }

    @Override
    public Class<BudgetRanLow> type() {
        return BudgetRanLow.class;
    }

    @Override
    public Mono<Void> on(List<BudgetRanLow> events) {
        return Flux.fromIterable(events)
                .concatMap(this::notices)
                .collectList()
                .flatMap(all -> rows.insert(all.stream().flatMap(List::stream).toList()));
    }

    private Mono<List<Notice>> notices(BudgetRanLow event) {
        return Mono.zip(
                        addressees.holding(Role.COMMUNITY_ADMIN, event.community()),
                        catalog.community(event.community()))
                .map(found -> found.getT1().stream()
                        .map(admin -> notice(admin, event, found.getT2().zone().getId()))
                        .toList());
    }

    private Notice notice(PersonId admin, BudgetRanLow event, String zone) {
        NoticeFacts facts = NoticeFacts.of(BudgetFacts.of(event), zone);
        return new Notice(
                Ids.next(), admin, NoticeKind.BUDGET_LOW, event.aggregate(), admin, facts, clock.instant(), null);
    }
}
