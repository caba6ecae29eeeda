package community.doorstep.funds;

import community.doorstep.shared.Repeating;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** Looks at intervals which budgets run low. */
@Component
@EnableConfigurationProperties(BudgetSettings.class)
class BudgetWatch extends Repeating {

    BudgetWatch(BudgetAlerts alerts, BudgetSettings settings) {
        super(settings.alertsEvery(), alerts::look);
    }
}
