package community.doorstep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import community.doorstep.embedded.Ports;
import community.doorstep.wechat.simulator.WechatSimulator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** Whoever starts the house without what it needs is told what to set, and how to run without it. */
@ExtendWith(OutputCaptureExtension.class)
class StartUpFailureTests {

    private static final Map<String, String> COMPLETE = complete();

    private static Map<String, String> complete() {
        Map<String, String> settings = new LinkedHashMap<>();
        RequiredSettings.missing(environment(Map.of())).forEach(variable -> settings.put(variable, "x"));
        return settings;
    }

    @Test
    void namesEveryVariableThatIsMissingAndTheEmbeddedRun(CapturedOutput output) {
        assertThat(catchThrowable(() -> start(Map.of()))).isInstanceOf(SettingsMissing.class);

        assertThat(output)
                .contains("APPLICATION FAILED TO START")
                .contains("SPRING_R2DBC_URL", "SPRING_FLYWAY_URL", "SPRING_DATA_REDIS_HOST", "DOORSTEP_KEYS")
                .contains("DOORSTEP_WECHAT_APP_ID", "DOORSTEP_WECHAT_PAY_NOTIFY_URL", "DOORSTEP_MEDIA_PUBLIC_URL")
                .contains("mvn spring-boot:test-run");
    }

    @Test
    void namesWhereItLookedForAPostgresThatIsAway(CapturedOutput output) throws IOException {
        Map<String, Object> settings = new LinkedHashMap<>(COMPLETE);
        String address = "127.0.0.1:" + Ports.any() + "/doorstep";
        settings.put("SPRING_FLYWAY_URL", "jdbc:postgresql://" + address);
        settings.put("SPRING_FLYWAY_CONNECT_RETRIES", "0");
        settings.put("SPRING_R2DBC_USERNAME", "doorstep_app");
        settings.put("SPRING_R2DBC_URL", "r2dbc:postgresql://" + address);
        settings.put("DOORSTEP_KEYS", TestSettings.ALL.get("doorstep.keys"));
        settings.putAll(wechat());

        assertThat(catchThrowable(() -> start(settings))).isNotNull();

        assertThat(output)
                .contains("APPLICATION FAILED TO START")
                .contains("jdbc:postgresql://" + address)
                .contains("SPRING_FLYWAY_PASSWORD", "mvn spring-boot:test-run");
    }

    @Test
    void theEnvironmentVariablesThatItNamesAreTheOnesThatCount() {
        assertThat(RequiredSettings.missing(environment(COMPLETE))).isEmpty();
        for (String variable : COMPLETE.keySet()) {
            Map<String, String> allButOne = new LinkedHashMap<>(COMPLETE);
            allButOne.remove(variable);
            assertThat(RequiredSettings.missing(environment(allButOne))).containsExactly(variable);
        }
    }

    @Test
    void takesAPlaceholderOrNothingForNotSet() {
        Map<String, String> placeholder = new LinkedHashMap<>(COMPLETE);
        placeholder.put("DOORSTEP_KEYS", "REPLACE-ME");
        placeholder.put("SPRING_R2DBC_URL", " ");

        assertThat(RequiredSettings.missing(environment(placeholder)))
                .containsExactly("SPRING_R2DBC_URL", "DOORSTEP_KEYS");
    }

    @Test
    void redisMayBeNamedAsAClusterAndMigrationsMayBeLeftToAnother() {
        Map<String, String> other = new LinkedHashMap<>(COMPLETE);
        other.remove("SPRING_DATA_REDIS_HOST");
        other.remove("SPRING_FLYWAY_URL");
        other.put("SPRING_DATA_REDIS_CLUSTER_NODES", "a:6379,b:6379");
        other.put("SPRING_FLYWAY_ENABLED", "false");

        assertThat(RequiredSettings.missing(environment(other))).isEmpty();
    }

    private static Map<String, String> wechat() {
        try (WechatSimulator simulator = new WechatSimulator(0).start()) {
            Map<String, String> settings = new LinkedHashMap<>();
            simulator.properties().forEach((name, value) -> settings.put(RequiredSettings.variable(name), value));
            return settings;
        }
    }

    private static StandardEnvironment environment(Map<String, ?> variables) {
        StandardEnvironment environment = new StandardEnvironment();
        List<String> others = new ArrayList<>();
        environment.getPropertySources().forEach(source -> others.add(source.getName()));
        others.forEach(environment.getPropertySources()::remove);
        Map<String, Object> values = new LinkedHashMap<>(variables);
        environment
                .getPropertySources()
                .addFirst(new SystemEnvironmentPropertySource(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, values));
        ConfigurationPropertySources.attach(environment);
        return environment;
    }

    private static void start(Map<String, Object> variables) {
        SpringApplication application = new SpringApplicationBuilder(Doorstep.class)
                .environment(environment(variables))
                .properties("server.port=0", "management.server.port=0")
                .build();
        application.run().close();
    }
}
