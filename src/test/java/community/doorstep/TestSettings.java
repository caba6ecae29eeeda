package community.doorstep;

import static java.util.Map.entry;

import java.util.Map;

/** What tests and the embedded run set for themselves; none of it is secret anywhere. */
public final class TestSettings {

    public static final String FIRST_ADMIN_PHONE = "13800000000";
    public static final String FIRST_ADMIN_NAME = "first";
    public static final String FIRST_ADMIN_PASSWORD = "once-and-no-more-2026";

    public static final Map<String, String> ALL = Map.ofEntries(
            entry("doorstep.keys", "1:ZW1iZWRkZWQta2V5LW9ubHktZm9yLXRlc3RzLTAwMDE="),
            entry("doorstep.identity.first-admin-phone", FIRST_ADMIN_PHONE),
            // Tests run at any hour; who looks at quiet hours chooses some.
            entry("doorstep.identity.quiet-hours", "none"),
            entry("management.server.port", "0"),
            // Tests wait for the sweeper, and for what is sent.
            entry("doorstep.payment.sweep-every", "200ms"),
            entry("doorstep.canteen.look-every", "500ms"),
            // Passes cost time: those of sittings that nobody looks at are not made.
            entry("doorstep.canteen.passes-before", "0s"),
            // Slow hashes protect digits that somebody would want to guess.
            entry("doorstep.passes.digit-rounds", "500"),
            entry("doorstep.delivery.send-every", "200ms"),
            entry("doorstep.screening.ask-every", "200ms"),
            entry("doorstep.care.look-every", "500ms"),
            // One test's failures are not another's.
            entry("doorstep.wechat.breaker-pause", "100ms"),
            entry("springdoc.api-docs.enabled", "true"),
            entry("spring.netty.leak-detection", "simple"),
            // All tests come from one address: counted, but never refused.
            entry("doorstep.rate-limits.sign-ins-per-address", "1000000"),
            entry("doorstep.rate-limits.writes-per-person", "1000000"),
            entry("doorstep.signin.first-admin-name", FIRST_ADMIN_NAME),
            entry("doorstep.signin.first-admin-password", FIRST_ADMIN_PASSWORD),
            // Each try costs half a second otherwise.
            entry("doorstep.signin.password-strength", "5"),
            // Tests that wait for comparisons say so.
            entry("doorstep.dispatch.reconcile-every", "24h"),
            // Tests that move the time look for silent phones themselves.
            entry("doorstep.workforce.look-every", "24h"));

    private TestSettings() {}
}
