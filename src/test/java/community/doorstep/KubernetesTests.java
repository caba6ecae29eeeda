package community.doorstep;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The manifests in k8s/ say of the application what is true of it. */
class KubernetesTests extends ApiTest {

    private static final Path FOLDER = Path.of("k8s");

    private final Object application = yaml(Path.of("src/main/resources/application.yaml"));
    private final Object deployment = yaml(FOLDER.resolve("deployment.yaml"));
    private final Object pod = at(deployment, "spec", "template", "spec");
    private final Object container = ((List<?>) at(pod, "containers")).get(0);

    @LocalManagementPort
    private int managementPort;

    @Test
    void thePortsAreTheApplications() {
        assertThat(port("http")).isEqualTo(at(application, "server", "port"));
        assertThat(port("management")).isEqualTo(at(application, "management", "server", "port"));
        Object service = ((List<?>) at(yaml(FOLDER.resolve("service.yaml")), "spec", "ports")).get(0);
        assertThat(at(service, "targetPort")).isEqualTo("http");
        assertThat(at(deployment, "spec", "template", "metadata", "annotations", "prometheus.io/port"))
                .isEqualTo(String.valueOf(port("management")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"startupProbe", "livenessProbe", "readinessProbe"})
    void theProbesAreAnsweredOnTheManagementPort(String probe) {
        assertThat(at(container, probe, "httpGet", "port")).isEqualTo("management");
        assertThat(statusOf((String) at(container, probe, "httpGet", "path"))).isEqualTo(200);
    }

    @Test
    void prometheusIsAnsweredAsTheAnnotationSays() {
        assertThat(statusOf(
                        (String) at(deployment, "spec", "template", "metadata", "annotations", "prometheus.io/path")))
                .isEqualTo(200);
    }

    @Test
    void healthIsNotAnsweredToThePublic() {
        api().get().uri("/actuator/health").exchange().expectStatus().isNotFound();
    }

    @Test
    void itRunsAsTheImagesUserWithNothingItDoesNotNeed() throws IOException {
        Object user = at(pod, "securityContext", "runAsUser");
        assertThat(Files.readString(Path.of("pom.xml")))
                .contains("<user>" + user + ":" + at(pod, "securityContext", "runAsGroup") + "</user>");
        assertThat(at(pod, "securityContext", "runAsNonRoot")).isEqualTo(true);
        assertThat(at(pod, "securityContext", "seccompProfile", "type")).isEqualTo("RuntimeDefault");
        assertThat(at(container, "securityContext", "readOnlyRootFilesystem")).isEqualTo(true);
        assertThat(at(container, "securityContext", "allowPrivilegeEscalation")).isEqualTo(false);
        assertThat(at(container, "securityContext", "capabilities", "drop")).isEqualTo(List.of("ALL"));
        assertThat(at(((List<?>) at(container, "volumeMounts")).get(0), "mountPath"))
                .isEqualTo("/tmp");
    }

    @Test
    void aStopIsGivenTheTimeThatItNeeds() {
        int preStop = (int) at(container, "lifecycle", "preStop", "sleep", "seconds");
        long phase = DurationStyle.detectAndParse(
                        (String) at(application, "spring", "lifecycle", "timeout-per-shutdown-phase"))
                .toSeconds();

        assertThat((int) at(pod, "terminationGracePeriodSeconds")).isGreaterThan((int) (preStop + 2 * phase));
    }

    @Test
    void everyVariableIsASettingThatTheApplicationKnows() throws IOException {
        Map<String, Object> variables = new TreeMap<>(variables("configmap.yaml", "data"));
        variables.putAll(variables("secret.example.yaml", "stringData"));
        Set<String> unknown = new TreeSet<>(variables.keySet());

        unknown.removeAll(understood(variables));

        assertThat(unknown).isEmpty();
        assertThat(understood(Map.of("DOORSTEP_NO_SUCH_SETTING", "x"))).isEmpty();
    }

    @Test
    void whatMustBeSetIsSet() {
        Set<String> named =
                new LinkedHashSet<>(variables("configmap.yaml", "data").keySet());
        named.addAll(variables("secret.example.yaml", "stringData").keySet());

        assertThat(named).containsAll(RequiredSettings.missing(new MockEnvironment()));
    }

    @Test
    void theTemplateHoldsNoSecret() {
        assertThat(variables("secret.example.yaml", "stringData").values()).containsOnly("REPLACE-ME");
        assertThat((List<?>) at(yaml(FOLDER.resolve("kustomization.yaml")), "resources"))
                .isNotEmpty()
                .noneMatch(file -> file.toString().contains("secret"))
                .allMatch(file -> Files.exists(FOLDER.resolve((String) file)));
    }

    @Test
    void everyFileIsLabelledAndSelectedAlike() throws IOException {
        Map<String, String> label = Map.of("app.kubernetes.io/name", "doorstep");
        assertThat(at(deployment, "spec", "selector", "matchLabels")).isEqualTo(label);
        assertThat(at(deployment, "spec", "template", "metadata", "labels")).isEqualTo(label);
        assertThat(at(yaml(FOLDER.resolve("service.yaml")), "spec", "selector")).isEqualTo(label);
        assertThat(at(yaml(FOLDER.resolve("poddisruptionbudget.yaml")), "spec", "selector", "matchLabels"))
                .isEqualTo(label);
    }

    /** Those of the variables that some property of Spring's or ours takes its value from. */
    private static Set<String> understood(Map<String, Object> variables) throws IOException {
        ConfigurationPropertySource source = ConfigurationPropertySource.from(new SystemEnvironmentPropertySource(
                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));
        Set<String> taken = new TreeSet<>();
        for (String property : properties()) {
            ConfigurationPropertyName name = ConfigurationPropertyName.ofIfValid(property);
            ConfigurationProperty value = name == null ? null : source.getConfigurationProperty(name);
            if (value != null && value.getOrigin() instanceof PropertySourceOrigin variable) {
                taken.add(variable.getPropertyName());
            }
        }
        return taken;
    }

    private static List<String> properties() throws IOException {
        JsonMapper json = JsonMapper.builder().build();
        List<String> names = new ArrayList<>();
        for (URL file : Collections.list(
                KubernetesTests.class.getClassLoader().getResources("META-INF/spring-configuration-metadata.json"))) {
            try (InputStream content = file.openStream()) {
                for (JsonNode property : json.readTree(content).path("properties")) {
                    names.add(property.path("name").asString());
                }
            }
        }
        assertThat(names).contains("doorstep.wechat.app-id", "spring.r2dbc.url");
        return names;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> variables(String file, String key) {
        return (Map<String, Object>) at(yaml(FOLDER.resolve(file)), key);
    }

    private Object port(String name) {
        return ((List<?>) at(container, "ports"))
                .stream()
                        .filter(port -> name.equals(at(port, "name")))
                        .map(port -> at(port, "containerPort"))
                        .findFirst()
                        .orElseThrow();
    }

    private int statusOf(String path) {
        return WebTestClient.bindToServer()
                .baseUrl("http://127.0.0.1:" + managementPort)
                .build()
                .get()
                .uri(path)
                .exchange()
                .returnResult(Void.class)
                .getStatus()
                .value();
    }

    private static Object at(Object tree, String... path) {
        Object here = tree;
        for (String step : path) {
            here = ((Map<?, ?>) here).get(step);
        }
        assertThat(here).as(String.join(".", path)).isNotNull();
        return here;
    }

    private static Object yaml(Path file) {
        try (InputStream content = Files.newInputStream(file)) {
            return new Yaml().load(content);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
