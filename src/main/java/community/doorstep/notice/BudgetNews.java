package community.doorstep.notice;

import community.doorstep.funds.BudgetRanLow;
import community.doorstep.shared.EventConsumer;
import community.doorstep.shared.Role;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Tells a community's admins which of its budgets run low. */
@Configuration(proxyBeanMethods = false)
class BudgetNews {

    @Bean
    EventConsumer<BudgetRanLow> tellBudgetLow(Telling telling) {
        return telling.of("tell-budget-low", BudgetRanLow.class, BudgetNews::letter);
    }

    private static Letter letter(BudgetRanLow event) {
        return Letter.of(NoticeKind.BUDGET_LOW, event, Audience.holding(Role.COMMUNITY_ADMIN))
                .facts(NoticeFacts.NONE.budget(BudgetFacts.of(event)));
    }
}
