package community.doorstep.menu;

import static org.assertj.core.api.Assertions.assertThat;

import community.doorstep.ApiTest;
import community.doorstep.Town;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class MenuApiTests extends ApiTest {

    private static final Map<String, Object> FISH = dish("清蒸鲈鱼", List.of("FISH"), List.of("SOFT", "LOW_SALT"));
    private static final Map<String, Object> TOFU = dish("麻婆豆腐", List.of("SOY"), List.of("SOFT"));

    private final LocalDate today = LocalDate.now(ZoneId.of("Asia/Shanghai"));

    private static Map<String, Object> dish(String name, List<String> allergens, List<String> marks) {
        return Map.of("name", name, "allergens", allergens, "marks", marks);
    }

    private static Map<String, Object> menu(Object... dishes) {
        return Map.of("dishes", List.of(dishes));
    }

    private Town.Answer put(Town.Person by, String lunch, LocalDate day, Object menu) {
        return town().exchange("PUT", by, "/api/admin/menus/" + lunch + "/" + day, menu, null);
    }

    private String lunch() {
        return town().service("MEAL", "长者午餐 " + Town.unique(), "AT_DOOR", null, null);
    }

    @Test
    void everybodyReadsTheDaysThatHaveAMenu() {
        String lunch = lunch();
        put(town().admin, lunch, today.plusDays(3), menu(FISH, TOFU));
        put(town().admin, lunch, today, menu(TOFU));

        JsonNode menus = town().get(null, "/api/services/" + lunch + "/menus");

        assertThat(menus.valueStream().map(menu -> menu.get("day").asString()))
                .containsExactly(today.toString(), today.plusDays(3).toString());
        assertThat(menus.get(1).at("/dishes/0").toString())
                .isEqualTo("{\"name\":\"清蒸鲈鱼\",\"allergens\":[\"FISH\"],\"marks\":[\"SOFT\",\"LOW_SALT\"]}");
        JsonNode later = town().get(
                        null,
                        "/api/services/" + lunch + "/menus?from=" + today.plusDays(1) + "&to=" + today.plusDays(9));
        assertThat(later).hasSize(1);
    }

    @Test
    void theLaterMenuStandsAndItsVersionRises() {
        String lunch = lunch();
        put(town().admin, lunch, today, menu(FISH));

        Town.Answer second = put(town().admin, lunch, today, menu(TOFU));

        assertThat(second.body().get("version").asInt()).isEqualTo(2);
        assertThat(town().get(null, "/api/services/" + lunch + "/menus")
                        .at("/0/dishes/0/name")
                        .asString())
                .isEqualTo("麻婆豆腐");
    }

    @Test
    void whoNamesAnOldVersionChangesNothing() {
        String lunch = lunch();
        put(town().admin, lunch, today, menu(FISH));
        put(town().admin, lunch, today, menu(TOFU));

        ifMatch(lunch, "\"1\"", 412);
        ifMatch(lunch, "W/\"2\"", 412);
        ifMatch(lunch, "\"2\"", 200);

        assertThat(town().get(null, "/api/services/" + lunch + "/menus")
                        .at("/0/version")
                        .asInt())
                .isEqualTo(3);
    }

    private void ifMatch(String lunch, String etag, int status) {
        api().put()
                .uri("/api/admin/menus/" + lunch + "/" + today)
                .headers(headers -> headers.setBearerAuth(town().admin.token()))
                .header("If-Match", etag)
                .bodyValue(menu(FISH))
                .exchange()
                .expectStatus()
                .isEqualTo(status);
    }

    @Test
    void theKitchenSetsItToo() {
        String lunch = lunch();
        Town.Person kitchen = town().staff("罗琼", "COUNTER");

        Town.Answer set =
                town().exchange("PUT", kitchen, "/api/station/menus/" + lunch + "/" + today, menu(FISH), null);

        assertThat(set.status()).isEqualTo(200);
        assertThat(put(kitchen, lunch, today, menu(TOFU)).status()).isEqualTo(403);
    }

    @Test
    void anotherCommunitysServiceIsUnknown() {
        String lunch = lunch();
        Town elsewhere = new Town(api(), WECHAT);

        Town.Answer refused =
                elsewhere.exchange("PUT", elsewhere.admin, "/api/admin/menus/" + lunch + "/" + today, menu(FISH), null);

        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.code()).isEqualTo("service-unknown");
        assertThat(town().get(null, "/api/services/" + lunch + "/menus")).isEmpty();
    }

    @Test
    void refusesWhatIsNoMenu() {
        String lunch = lunch();
        String repair = town().service("REPAIR", "维修 " + Town.unique(), "AFTER", null, null);

        assertThat(put(town().admin, repair, today, menu(FISH)).code()).isEqualTo("not-a-meal");
        assertThat(put(town().admin, lunch, today.minusDays(1), menu(FISH)).code())
                .isEqualTo("menu-day-past");
        assertThat(put(town().admin, lunch, today, menu()).code()).isEqualTo("invalid-fields");
        assertThat(put(town().admin, lunch, today, menu(dish("鱼", List.of("PLUTONIUM"), List.of())))
                        .code())
                .isEqualTo("wrong-type");
        assertThat(put(town().admin, lunch, today, menu(dish("", List.of(), List.of())))
                        .code())
                .isEqualTo("invalid-fields");
        String backwards = "/api/services/" + lunch + "/menus?from=" + today + "&to=" + today.minusDays(1);
        assertThat(town().exchange("GET", null, backwards, null, null).code()).isEqualTo("date-range-invalid");
    }
}
