package community.doorstep;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.yaml.snakeyaml.Yaml;

/** api-docs/openapi.yaml says what the running code does. {@code mvn test -Dopenapi.update=true} writes it anew. */
class OpenApiTests extends ApiTest {

    private static final Path COMMITTED = Path.of("api-docs/openapi.yaml");
    private static final Set<String> METHODS = Set.of("get", "put", "post", "patch", "delete");

    private record Call(String method, String path, Map<String, Object> operation) {}

    @Test
    void theCommittedDescriptionIsWhatTheRunningCodeSays() throws IOException {
        String running = running();
        if (Boolean.getBoolean("openapi.update")) {
            Files.createDirectories(COMMITTED.getParent());
            Files.writeString(COMMITTED, running);
        }

        assertThat(Files.readString(COMMITTED))
                .as("api-docs/openapi.yaml is behind the code: mvn test -Dtest=OpenApiTests -Dopenapi.update=true")
                .isEqualTo(running);
    }

    @Test
    void nothingOfOurInsidesIsPartOfTheApi() {
        assertThat(schemas().keySet())
                .doesNotContain("Caller", "PersonId", "CommunityId", "StationId", "ServerWebExchange", "Principal");
        for (Call call : calls()) {
            assertThat(parameters(call))
                    .as(call.path())
                    .allSatisfy(parameter ->
                            assertThat((String) parameter.get("in")).isIn("path", "query", "header"))
                    .noneMatch(parameter -> Set.of("caller", "exchange").contains(parameter.get("name")));
        }
    }

    @Test
    void idsAreUuids() {
        for (Call call : calls()) {
            for (Map<String, Object> parameter : parameters(call)) {
                if (parameter.get("name").equals("id")) {
                    assertThat(parameter.get("schema"))
                            .as(call.path())
                            .isEqualTo(Map.of("type", "string", "format", "uuid"));
                }
            }
        }
    }

    @Test
    void everyCallHasANameOfItsOwnAndMayBeRefused() {
        List<Object> names = new ArrayList<>();
        for (Call call : calls()) {
            names.add(call.operation().get("operationId"));
            assertThat(map(call.operation().get("responses"))).as(call.path()).containsKey("default");
        }

        assertThat(names).doesNotHaveDuplicates().allMatch(name -> ((String) name).matches("[a-z][A-Za-z]+"));
    }

    @Test
    void everyAnswerHasAType() {
        for (Call call : calls()) {
            map(call.operation().get("responses")).forEach((status, response) -> {
                Object content = map(response).get("content");
                assertThat(content).as(call + " " + status).isNotEqualTo(Map.of());
            });
        }
    }

    @Test
    void whatIsAlwaysThereIsRequired() {
        Map<String, Object> me = map(schemas().get("MeView"));

        assertThat(me.get("required")).isEqualTo(List.of("id", "name", "roles"));
        assertThat(map(map(me.get("properties")).get("birthDate")).get("type")).isEqualTo(List.of("string", "null"));
    }

    @TestFactory
    Stream<DynamicTest> whoMayCallWithoutSigningIn() {
        return calls().stream()
                .map(call -> DynamicTest.dynamicTest(call.method() + " " + call.path(), () -> {
                    boolean open = List.of().equals(call.operation().get("security"));
                    String code = codeWithoutToken(call);

                    assertThat(code.equals("not-signed-in"))
                            .as("refused as not-signed-in: " + code)
                            .isEqualTo(!open);
                }));
    }

    private String codeWithoutToken(Call call) {
        String address = call.path().replaceAll("\\{\\w+}", UUID.randomUUID().toString());
        Map<String, Object> body = call.method().equals("get") ? null : Map.of();
        return town().exchange(call.method().toUpperCase(Locale.ROOT), null, address, body, null)
                .code();
    }

    private String running() {
        return new String(
                api().get()
                        .uri("/v3/api-docs.yaml")
                        .exchange()
                        .expectStatus()
                        .isOk()
                        .expectBody(byte[].class)
                        .returnResult()
                        .getResponseBody(),
                java.nio.charset.StandardCharsets.UTF_8);
    }

    private List<Call> calls() {
        List<Call> calls = new ArrayList<>();
        map(description().get("paths"))
                .forEach((path, item) -> map(item).forEach((method, operation) -> {
                    if (METHODS.contains(method)) {
                        calls.add(new Call(method, path, map(operation)));
                    }
                }));
        assertThat(calls).hasSizeGreaterThan(20);
        return calls;
    }

    private Map<String, Object> schemas() {
        return map(map(description().get("components")).get("schemas"));
    }

    private Map<String, Object> description() {
        return new Yaml().load(running());
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> parameters(Call call) {
        return (List<Map<String, Object>>) call.operation().getOrDefault("parameters", List.of());
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object tree) {
        return (Map<String, Object>) tree;
    }
}
