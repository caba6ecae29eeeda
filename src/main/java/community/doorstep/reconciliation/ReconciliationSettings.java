package community.doorstep.reconciliation;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * See {@code doorstep.reconciliation} in application.yaml.
 *
 * @param lookEvery how often this instance looks for a day whose bills were not compared yet
 */
@ConfigurationProperties("doorstep.reconciliation")
record ReconciliationSettings(@DefaultValue("10m") Duration lookEvery) {}
