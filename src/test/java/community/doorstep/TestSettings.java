package community.doorstep;

import java.util.Map;

/** What tests and the embedded run set for themselves; none of it is secret anywhere. */
public final class TestSettings {

    public static final String FIRST_ADMIN_PHONE = "13800000000";

    public static final Map<String, String> ALL = Map.of(
            "doorstep.keys", "1:ZW1iZWRkZWQta2V5LW9ubHktZm9yLXRlc3RzLTAwMDE=",
            "doorstep.identity.first-admin-phone", FIRST_ADMIN_PHONE,
            "management.server.port", "0",
            // Tests wait for the sweeper.
            "doorstep.payment.sweep-every", "200ms",
            "springdoc.api-docs.enabled", "true",
            "spring.netty.leak-detection", "simple",
            // All tests come from one address: counted, but never refused.
            "doorstep.rate-limits.sign-ins-per-address", "1000000",
            "doorstep.rate-limits.writes-per-person", "1000000");

    private TestSettings() {}
}
