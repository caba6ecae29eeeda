package community.doorstep.pickup;

import static org.assertj.core.api.Assertions.assertThat;

import community.doorstep.ApiTest;
import community.doorstep.children.CareCentre;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the house keeps of a child: given whole to its guardians, and what of it goes when it is forgotten. */
class ChildDataApiTests extends ApiTest {

    @Test
    void everythingOfAChildIsGivenToItsGuardiansAndForgottenButForWhatTheLawKeeps() {
        CareCentre centre = new CareCentre(town(), CLOCK);
        String family = "/api/me/family/" + centre.child;
        String booking = centre.booked(centre.child);
        centre.writeCard(centre.child, "花生");
        town().send("PUT", centre.mother, family + "/photo-consent", Map.of("given", true), null);
        town().send("PUT", centre.mother, family + "/walk-alone", Map.of("allowed", false), null);
        town().made(
                        centre.mother,
                        family + "/pick-up-persons",
                        Map.of("name", "周奶奶", "phone", "13911112222", "relation", "奶奶"));
        lateFee(centre);
        centre.at("15:00");
        centre.onDuty(centre.teacher);
        town().send("POST", centre.teacher, "/api/station/care/bookings/" + booking + "/check-in", null, null);
        centre.at("18:40");
        fetched(centre);

        JsonNode child = parts(centre, family + "/data");
        JsonNode mother = parts(centre, "/api/me/data");

        assertThat(child.at("/child/card/allergies/0").asString()).isEqualTo("花生");
        assertThat(child.at("/child/photoConsents/0/given").asBoolean()).isTrue();
        assertThat(child.at("/child/walksAlone/0/allowed").asBoolean()).isFalse();
        assertThat(child.at("/care/attendance/0/fetched").asString()).isEqualTo("GUARDIAN");
        assertThat(child.at("/care/lateFees/0/fen").asLong()).isEqualTo(1500);
        assertThat(child.at("/pickUps/attempts/0/way").asString()).isEqualTo("GUARDIAN");
        assertThat(child.at("/pickUps/listed/0/name").asString()).isEqualTo("周奶奶");
        assertThat(child.toString()).doesNotContain(centre.teacher.id());
        assertThat(mother.get("messages")).isNotNull();
        assertThat(mother.get("screened")).isNotNull();
        assertThat(child.get("supplements")
                        .valueStream()
                        .map(one -> one.get("amount_fen").asLong()))
                .as("the fee for being late concerns the child's booking")
                .containsExactly(1500L);

        assertThat(rows("SELECT count(*) AS many FROM pick_up_person WHERE child_id = :id", centre.child))
                .isEqualTo(1);
    }

    private JsonNode parts(CareCentre centre, String address) {
        return town().get(centre.mother, address).get("parts");
    }

    private void lateFee(CareCentre centre) {
        town().answered(
                        "PUT",
                        town().admin,
                        "/api/admin/care/services/" + centre.service + "/late-fee",
                        Map.of("graceMinutes", 0, "stepMinutes", 15, "stepFen", 500, "mostFen", 3000),
                        Map.of("If-Match", "\"0\""));
    }

    private void fetched(CareCentre centre) {
        town().post(
                        centre.teacher,
                        "/api/station/care/pick-ups",
                        Map.of(
                                "stationId",
                                town().stationId,
                                "childId",
                                centre.child,
                                "guardianId",
                                centre.mother.id()));
    }

    private long rows(String sql, String id) {
        return database.sql(sql)
                .bind("id", UUID.fromString(id))
                .map(row -> row.get("many", Long.class))
                .one()
                .block(Duration.ofSeconds(5));
    }
}
