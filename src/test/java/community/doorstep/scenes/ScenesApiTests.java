package community.doorstep.scenes;

import static org.assertj.core.api.Assertions.assertThat;

import community.doorstep.ApiTest;
import community.doorstep.Town;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import tools.jackson.databind.JsonNode;

class ScenesApiTests extends ApiTest {

    @AfterEach
    void noMoreFaults() {
        WECHAT.faults().forget();
    }

    @Test
    void aPosterLeadsToItsStationUntilItIsTakenBack() {
        Town.Person resident = town().resident("林小红", "1990-05-01");
        String poster = town().made(town().admin, "/api/admin/posters", Map.of("stationId", town().stationId));
        byte[] picture = picture(town().admin, poster, 200);
        assertThat(picture).startsWith((byte) 0x89, 'P', 'N', 'G');
        String code = drawn();
        assertThat(code).matches("[A-Za-z0-9_-]{22}").doesNotContain(town().stationId);

        JsonNode scene = town().get(resident, "/api/scenes/" + code);
        assertThat(scene.get("purpose").asString()).isEqualTo("STATION");
        assertThat(scene.get("targetId").asString()).isEqualTo(town().stationId);
        assertThat(town().get(resident, "/api/scenes/" + code)).isEqualTo(scene);
        // The picture was drawn once: WeChat is not needed again.
        WECHAT.faults().failNext("/wxa/getwxacodeunlimit", "http-502", 5);
        assertThat(picture(town().admin, poster, 200)).isEqualTo(picture);

        assertThat(town().exchange("DELETE", town().admin, "/api/admin/posters/" + poster, null, null)
                        .status())
                .isEqualTo(204);
        assertThat(town().exchange("GET", resident, "/api/scenes/" + code, null, null)
                        .code())
                .isEqualTo("scene-unknown");
        assertThat(town().get(town().admin, "/api/admin/posters")
                        .at("/items/0/revokedAt")
                        .isNull())
                .isFalse();
    }

    @Test
    void anothersPosterIsNotThereAndBadInputIsRefused() {
        String poster = town().made(town().admin, "/api/admin/posters", Map.of("stationId", town().stationId));
        Town other = new Town(api(), WECHAT);
        Town.Person resident = town().resident("林小红", "1990-05-01");

        picture(other.admin, poster, 404);
        assertThat(other.exchange("DELETE", other.admin, "/api/admin/posters/" + poster, null, null)
                        .code())
                .isEqualTo("scene-unknown");
        assertThat(other.exchange(
                                "POST",
                                other.admin,
                                "/api/admin/posters",
                                Map.of("stationId", town().stationId),
                                UUID.randomUUID().toString())
                        .code())
                .isEqualTo("station-unknown");
        assertThat(town().exchange(
                                "POST", town().admin, "/api/admin/posters", Map.of("stationId", town().stationId), null)
                        .code())
                .isEqualTo("key-missing");
        assertThat(town().exchange("GET", resident, "/api/admin/posters", null, null)
                        .code())
                .isEqualTo("role-missing");
        for (String code : List.of("a", "A".repeat(22), "A".repeat(300), "a~b", poster)) {
            assertThat(town().exchange("GET", resident, "/api/scenes/" + code, null, null)
                            .status())
                    .as(code)
                    .isEqualTo(404);
        }
    }

    @Test
    void withoutWechatOnlyThePictureIsMissing() {
        String poster = town().made(town().admin, "/api/admin/posters", Map.of("stationId", town().stationId));
        WECHAT.faults().failNext("/wxa/getwxacodeunlimit", "45009");
        picture(town().admin, poster, 429);
        WECHAT.faults().failNext("/wxa/getwxacodeunlimit", "http-502", 2);
        picture(town().admin, poster, 503);
        picture(town().admin, poster, 200);
    }

    private byte[] picture(Town.Person caller, String poster, int status) {
        return api().get()
                .uri("/api/admin/posters/" + poster + "/picture")
                .headers(headers -> headers.setBearerAuth(caller.token()))
                .accept(MediaType.IMAGE_PNG, MediaType.APPLICATION_PROBLEM_JSON)
                .exchange()
                .expectStatus()
                .isEqualTo(status)
                .expectBody(byte[].class)
                .returnResult()
                .getResponseBody();
    }

    private static String drawn() {
        List<String> scenes = WECHAT.codes().scenes();
        return scenes.get(scenes.size() - 1);
    }
}
