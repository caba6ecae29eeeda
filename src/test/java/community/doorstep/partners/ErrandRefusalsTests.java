package community.doorstep.partners;

import static org.assertj.core.api.Assertions.assertThat;

import community.doorstep.Town;
import community.doorstep.shared.Ids;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What an errand cannot be is refused in words. */
class ErrandRefusalsTests extends PartnersTest {

    @Test
    void whatDoesNotFitIsRefused() {
        free();
        assertThat(refused(grinding, null)).isEqualTo("details-missing");
        assertThat(refused(grinding, Map.of())).isEqualTo("details-invalid wish");
        assertThat(refused(grinding, Map.of("wish", "药"))).isEqualTo("details-invalid wish");
        assertThat(refused(grinding, Map.of("wish", "x".repeat(501)))).isEqualTo("details-invalid wish");
        assertThat(refused(grinding, Map.of("wish", "三七 \u0007"))).isEqualTo("details-invalid wish");
        assertThat(refused(grinding, Map.of("wish", 7))).isEqualTo("details-invalid wish");
        assertThat(refused(grinding, PartnersInTown.wishAtTheDoor())).isEqualTo("details-invalid address");
        assertThat(refused(boiling, PartnersInTown.wish())).isEqualTo("details-invalid address");
        Map<String, Object> nowhere = PartnersInTown.wishAtTheDoor();
        nowhere.put("place", Map.of("latitude", 126.0, "longitude", 101.7));
        assertThat(refused(boiling, nowhere)).startsWith("malformed-point");
        Map<String, Object> more = PartnersInTown.wish();
        more.put("price", 1);
        assertThat(refused(grinding, more)).startsWith("unknown-field");
        Map<String, Object> odd = PartnersInTown.wish();
        odd.put("stairs", "yes");
        assertThat(refused(grinding, odd)).isEqualTo("details-invalid stairs");
    }

    @Test
    void termsThatContradictThemselvesAreRefused() {
        assertThat(terms(Map.of("handedOver", "COUNTER", "withinMinutes", 60, "carriedBy", town().stationId)))
                .isEqualTo("rules-invalid errand.carriedBy");
        assertThat(terms(Map.of("handedOver", "DOOR", "withinMinutes", 60, "readyMinutes", 30)))
                .isEqualTo("rules-invalid errand.readyMinutes");
        assertThat(terms(Map.of(
                        "handedOver", "DOOR", "withinMinutes", 60, "carriedBy", town().stationId, "readyMinutes", 60)))
                .isEqualTo("rules-invalid errand.readyMinutes");
        assertThat(terms(Map.of(
                        "handedOver",
                        "DOOR",
                        "withinMinutes",
                        60,
                        "carriedBy",
                        Ids.next().toString())))
                .startsWith("station-unknown");
        String elsewhere = new Town(api(), WECHAT).stationId;
        assertThat(terms(Map.of("handedOver", "DOOR", "withinMinutes", 60, "carriedBy", elsewhere)))
                .startsWith("station-unknown");
        assertThat(terms(Map.of("handedOver", "DOOR", "withinMinutes", 1))).startsWith("invalid-fields");
        assertThat(terms(Map.of("withinMinutes", 60))).startsWith("invalid-fields");
    }

    private String terms(Map<String, Object> errand) {
        Town.Answer answer = town().exchange(
                        "POST",
                        town().admin,
                        "/api/admin/services",
                        partners.wanted("服务 " + Town.unique(), errand),
                        UUID.randomUUID().toString());
        assertThat(answer.status()).isBetween(400, 422);
        return answer.code() + " " + answer.body().path("field").asString();
    }

    private String refused(String service, Map<String, Object> details) {
        Town.Answer answer = partners.book(resident, service, details);
        assertThat(answer.status()).isEqualTo(400);
        return (answer.code() + " " + answer.body().path("field").asString()).strip();
    }
}
