package community.doorstep.signin;

import static org.assertj.core.api.Assertions.assertThat;

import community.doorstep.ApiTest;
import community.doorstep.Town;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A code on a screen, confirmed in the app: the browser that shows it gets a session, once, and no other does. */
class ScanApiTests extends ApiTest {

    @Test
    void theWaitingBrowserGetsTheSessionOfWhoeverConfirms() throws Exception {
        Town.Person admin = town().admin;
        JsonNode shown = shown();
        CompletableFuture<Town.Answer> waiting =
                CompletableFuture.supplyAsync(() -> waits(shown.get("secret").asString(), 15));
        JsonNode asking = town().send("POST", admin, "/api/me/console-sign-ins/search", code(shown), null);
        assertThat(asking.get("browser").asString()).isNotEmpty();

        confirm(admin, shown);

        JsonNode session =
                waiting.get(30, java.util.concurrent.TimeUnit.SECONDS).body().get("session");
        assertThat(session.at("/me/id").asString()).isEqualTo(admin.id());
        Town.Person inTheBrowser =
                new Town.Person(admin.id(), session.get("token").asString(), "");
        assertThat(town().get(inTheBrowser, "/api/admin/staff").isArray()).isTrue();
        assertThat(waits(shown.get("secret").asString(), 0).code())
                .as("one session")
                .isEqualTo("scan-code-unknown");
        assertThat(confirmed(town().staff("孙丽", "FINANCE"), shown).code()).isEqualTo("scan-code-unknown");
    }

    @Test
    void anotherBrowserGetsNothing() {
        JsonNode shown = shown();
        JsonNode other = shown();

        confirm(town().admin, shown);

        assertThat(waits(other.get("secret").asString(), 0).body().hasNonNull("session"))
                .isFalse();
        assertThat(waits(shown.get("code").asString(), 0).code())
                .as("the code itself is worth nothing")
                .isEqualTo("scan-code-unknown");
        assertThat(waits(shown.get("secret").asString(), 0).body().hasNonNull("session"))
                .isTrue();
    }

    @Test
    void twoLooksAtOnceGetOneSession() {
        JsonNode shown = shown();
        confirm(town().admin, shown);

        List<Integer> answers = IntStream.range(0, 4)
                .parallel()
                .mapToObj(i -> waits(shown.get("secret").asString(), 0).status())
                .toList();

        assertThat(answers).containsOnlyOnce(200);
    }

    @Test
    void onlyStaffConfirm() {
        JsonNode shown = shown();
        Town.Person resident = town().resident("李娜", "1991-01-01");

        assertThat(confirmed(resident, shown).code()).isEqualTo("role-missing");
        assertThat(town().exchange("POST", null, "/api/me/console-sign-ins/confirmation", code(shown), null)
                        .code())
                .isEqualTo("not-signed-in");
        assertThat(confirmed(town().admin, shown).status()).isEqualTo(204);
        assertThat(confirmed(town().admin, shown).code()).as("once").isEqualTo("scan-code-unknown");
    }

    @Test
    void whatIsLateOrRefusedIsOver() {
        JsonNode late = shown();
        CLOCK.advance(Duration.ofSeconds(121));
        assertThat(confirmed(town().admin, late).code()).isEqualTo("scan-code-unknown");
        assertThat(waits(late.get("secret").asString(), 0).code()).isEqualTo("scan-code-unknown");
        JsonNode refused = shown();

        town().send("POST", town().admin, "/api/me/console-sign-ins/refusal", code(refused), null);

        assertThat(waits(refused.get("secret").asString(), 0).code()).isEqualTo("scan-code-unknown");
        JsonNode confirmedLate = shown();
        confirm(town().admin, confirmedLate);
        CLOCK.advance(Duration.ofSeconds(121));
        assertThat(waits(confirmedLate.get("secret").asString(), 0).code()).isEqualTo("scan-code-unknown");
    }

    private JsonNode shown() {
        return town().send("POST", null, "/api/sessions/scan", null, null);
    }

    private Town.Answer waits(String secret, int seconds) {
        Map<String, Object> waiting = Map.of("secret", secret, "seconds", seconds);
        return town().exchange("POST", null, "/api/sessions/scan/wait", waiting, null);
    }

    /** As the app reads it from the picture. */
    private static Map<String, String> code(JsonNode shown) {
        return Map.of("code", ScanController.PREFIX + shown.get("code").asString());
    }

    private Town.Answer confirmed(Town.Person by, JsonNode shown) {
        return town().exchange("POST", by, "/api/me/console-sign-ins/confirmation", code(shown), null);
    }

    private void confirm(Town.Person by, JsonNode shown) {
        assertThat(confirmed(by, shown).status()).isEqualTo(204);
    }
}
