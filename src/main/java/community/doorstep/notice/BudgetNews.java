package community.doorstep.notice;

import community.doorstep.identity.Addressees;
import community.doorstep.pricing.BudgetRanLow;
import community.doorstep.shared.EventConsumer;
import community.doorstep.shared.Role;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Tells a community's admins which of its budgets run low. */
@Component
class BudgetNews implements EventConsumer<BudgetRanLow> {

    private final Addressees addressees;
    private final Notices notices;

    BudgetNews(Addressees addressees, Notices notices) {
        this.addressees = addressees;
        this.notices = notices;
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
        return Flux.fromIterable(events).concatMap(this::tell).then();
    }

    private Mono<Void> tell(BudgetRanLow event) {
        Letter letter = new Letter(
                NoticeKind.BUDGET_LOW,
                event.community(),
                event.aggregate(),
                null,
                zone -> NoticeFacts.of(BudgetFacts.of(event), zone));
        return addressees
                .holding(Role.COMMUNITY_ADMIN, event.community())
                .flatMap(admins -> notices.tell(admins, letter));
    }
}
