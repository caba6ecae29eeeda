package community.doorstep.repair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import community.doorstep.shared.GeoPoint;
import community.doorstep.shared.Refusal;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

class RepairBookingDetailsTests {

    private static final String GOOD = """
        {"category": "TAP", "address": " 望江街 3 栋 501 ", "place": {"latitude": 26.58, "longitude": 101.71}}
        """;

    private final JsonMapper json = JsonMapper.builder().build();
    private final RepairBookingDetails details = new RepairBookingDetails(json);

    @Test
    void whatIsCheckedReadsBackTheSame() {
        JsonNode checked = details.checked(json.readTree(GOOD));

        assertThat(details.read(checked))
                .isEqualTo(new RepairDetails(
                        RepairCategory.TAP,
                        "望江街 3 栋 501",
                        new GeoPoint(26.58, 101.71),
                        "",
                        false,
                        "",
                        "",
                        "",
                        "",
                        null));
        assertThat(details.checked(checked)).isEqualTo(checked);
    }

    @Test
    void refusesWhatDoesNotFitAndNamesTheField() {
        refuses("{\"category\": \"TAP\"", "details-missing", "");
        refuses(GOOD.replace("TAP", "ROOF"), "details-invalid", "category");
        refuses(GOOD.replace("\"TAP\"", "3"), "details-invalid", "category");
        refuses(GOOD.replace("望江街 3 栋 501", "3"), "details-invalid", "address");
        refuses(GOOD.replace("望江街 3 栋 501", "街".repeat(201)), "details-invalid", "address");
        refuses(GOOD.replace("望江街", "望\\u0000江街"), "details-invalid", "address");
        refuses(GOOD.replace("26.58", "\"26.58\""), "details-invalid", "place");
        refuses(GOOD.replace("26.58", "384400"), "malformed-point", "");
        refuses(GOOD.replace("\"longitude\"", "\"lng\": 1, \"longitude\""), "unknown-field", "details.place.lng");
        refuses(GOOD.replace("{\"category\"", "{\"amountFen\": 1, \"category\""), "unknown-field", "details.amountFen");
        refuses(GOOD.replace("{\"category\"", "{\"stairs\": \"yes\", \"category\""), "details-invalid", "stairs");
        refuses(
                GOOD.replace("{\"category\"", "{\"note\": \"" + "水".repeat(201) + "\", \"category\""),
                "details-invalid",
                "note");
    }

    private void refuses(String text, String code, String field) {
        JsonNode node = text.stripTrailing().endsWith("}") ? json.readTree(text) : MissingNode.getInstance();
        assertThatThrownBy(() -> details.checked(node)).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.code()).isEqualTo(code);
            assertThat(refusal.members().getOrDefault("field", "")).isEqualTo(field);
        });
    }
}
