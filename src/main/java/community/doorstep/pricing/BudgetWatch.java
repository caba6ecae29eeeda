package community.doorstep.pricing;

import community.doorstep.shared.Repeating;
import org.springframework.stereotype.Component;

/** Looks at intervals which budgets run low. */
@Component
class BudgetWatch extends Repeating {

    BudgetWatch(BudgetAlerts alerts, PricingSettings settings) {
        super(settings.alertsEvery(), alerts::look);
    }
}
