package community.doorstep.funds;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param alertsEvery how often is looked which budgets run low
 */
@ConfigurationProperties("doorstep.pricing")
record BudgetSettings(@DefaultValue("5s") Duration alertsEvery) {}
