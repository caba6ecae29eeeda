package community.doorstep.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import community.doorstep.ApiTest;
import community.doorstep.Town;
import community.doorstep.children.CareCentre;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class IncidentApiTests extends ApiTest {

    private CareCentre centre;

    @BeforeEach
    void aChildAtTheCentre() {
        centre = new CareCentre(town(), CLOCK);
        centre.booked(centre.child);
        centre.onDuty(centre.teacher);
        centre.at("16:00");
    }

    @Test
    void anEntryIsPutRightByAnotherAndNeverChanged() {
        String fall = record(centre.moment("15:50"), "在操场摔倒，左膝擦伤", null)
                .body()
                .get("id")
                .asString();
        Town.Answer put = record(centre.moment("15:50"), "在操场摔倒，右膝擦伤", fall);
        assertThat(put.status()).isEqualTo(201);

        JsonNode read = town().get(centre.father, "/api/me/family/" + centre.child + "/incidents")
                .get("items");
        assertThat(read).hasSize(2);
        assertThat(read.at("/0/corrects").asString()).isEqualTo(fall);
        assertThat(read.at("/1/said/what").asString()).contains("左膝");
        for (String change : List.of("UPDATE incident SET kind = 'OTHER'", "DELETE FROM incident")) {
            assertThatThrownBy(() -> database.sql(change).then().block(Duration.ofSeconds(5)))
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void onlyGuardiansWhoAreInformedAndStaffOnDutyReadIt() {
        record(Instant.now(CLOCK), "发烧 38.5 度", null);
        String mine = "/api/me/family/" + centre.child + "/incidents";
        String here = "/api/station/care/incidents?stationId=" + town().stationId;
        Town.Person stranger = town().resident("路人", "1991-01-01");
        Town.Person late = town().staff("黄老师", "TEACHER");

        assertThat(town().get(centre.teacher, here).get("items")).hasSize(1);
        assertThat(town().exchange("GET", late, here, null, null).code()).isEqualTo("not-on-duty");
        assertThat(town().exchange("GET", stranger, mine, null, null).code()).isEqualTo("person-unknown");
        centre.limit(centre.father, false, true, true);
        assertThat(town().exchange("GET", centre.father, mine, null, null).code())
                .isEqualTo("person-unknown");
    }

    @Test
    void whatLiesInTheDatabaseIsSealed() {
        record(Instant.now(CLOCK), "发烧 38.5 度", null);

        byte[] sealed = database.sql("SELECT sealed FROM incident WHERE child_id = :child")
                .bind("child", UUID.fromString(centre.child))
                .map(row -> row.get("sealed", byte[].class))
                .one()
                .block(Duration.ofSeconds(5));

        assertThat(new String(sealed, java.nio.charset.StandardCharsets.UTF_8)).doesNotContain("发烧");
    }

    @Test
    void whatCannotBeIsRefused() {
        Instant now = CLOCK.instant();

        assertThat(record(now.plusSeconds(60), "将来", null).code()).isEqualTo("incident-time");
        assertThat(record(now.minus(Duration.ofDays(8)), "很久以前", null).code()).isEqualTo("incident-time");
        assertThat(record(now, "更正", UUID.randomUUID().toString()).code()).isEqualTo("incident-unknown");
        String elsewhere = centre.another("周果果");
        assertThat(record(elsewhere, now, "没有预约的孩子", null).code()).isEqualTo("person-unknown");
    }

    private Town.Answer record(Instant at, String what, String corrects) {
        return record(centre.child, at, what, corrects);
    }

    private Town.Answer record(String child, Instant at, String what, String corrects) {
        Map<String, Object> wanted = new HashMap<>();
        wanted.put("stationId", town().stationId);
        wanted.put("childId", child);
        wanted.put("kind", "INJURY");
        wanted.put("at", at);
        wanted.put("what", what);
        wanted.put("done", "清洗、消毒、冰敷");
        wanted.put("told", "已电话告知妈妈");
        wanted.put("corrects", corrects);
        return town().exchange(
                        "POST",
                        centre.teacher,
                        "/api/station/care/incidents",
                        wanted,
                        UUID.randomUUID().toString());
    }
}
