package community.doorstep.booking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import community.doorstep.shared.GeoPoint;
import community.doorstep.shared.Refusal;
import java.time.DayOfWeek;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class SaidFieldsTests {

    private static final Set<String> KNOWN = Set.of("note", "place", "stairs", "days");

    private static SaidFields said(String json) {
        return SaidFields.of(JsonMapper.builder().build().readTree(json), KNOWN);
    }

    @Test
    void readsWhatWasSaid() {
        SaidFields said = said("""
            {"note": " left of the door ", "stairs": true, "days": ["SUNDAY", "MONDAY", "SUNDAY"],
             "place": {"latitude": 26.58, "longitude": 101.71}}
            """);

        assertThat(said.text("note", 1, 16)).isEqualTo("left of the door");
        assertThat(said.flag("stairs")).isTrue();
        assertThat(said.all(DayOfWeek.class, "days")).containsExactly(DayOfWeek.MONDAY, DayOfWeek.SUNDAY);
        assertThat(said.place("place")).isEqualTo(new GeoPoint(26.58, 101.71));
    }

    @Test
    void aNullSaysNothingButIsThere() {
        SaidFields said = said("{\"note\": null, \"stairs\": null, \"days\": null}");

        assertThat(said.has("note")).isTrue();
        assertThat(said.optional("note", 5)).isEmpty();
        assertThat(said.flag("stairs")).isFalse();
        refuses(said, fields -> fields.text("note", 0, 5), "details-invalid", "note");
        refuses(said, fields -> fields.all(DayOfWeek.class, "days"), "details-invalid", "days");
    }

    @Test
    void nothingSaidIsEmptyWhereItMayBe() {
        SaidFields said = said("{}");

        assertThat(said.has("note")).isFalse();
        assertThat(said.optional("note", 5)).isEmpty();
        assertThat(said.all(DayOfWeek.class, "days")).isEmpty();
        refuses(said, fields -> fields.text("note", 0, 5), "details-invalid", "note");
        refuses(said, fields -> fields.place("place"), "details-invalid", "place");
        refuses(said, fields -> fields.one(DayOfWeek.class, "days"), "details-invalid", "days");
    }

    @Test
    void aTextHasSeveralLinesOnlyWhereItMay() {
        SaidFields said = said("{\"note\": \"one\\ntwo\"}");

        refuses(said, fields -> fields.text("note", 1, 10), "details-invalid", "note");
        assertThat(said.withLines().text("note", 1, 10)).isEqualTo("one\ntwo");
        refuses(
                said("{\"note\": \"one\\ttwo\"}").withLines(),
                fields -> fields.text("note", 1, 10),
                "details-invalid",
                "note");
    }

    @Test
    void takesOnlyWhatIsAllowed() {
        SaidFields said = said("{\"days\": [\"SUNDAY\"]}");

        assertThat(said.all(DayOfWeek.class, Set.of(DayOfWeek.SUNDAY), "days")).containsExactly(DayOfWeek.SUNDAY);
        refuses(
                said,
                fields -> fields.all(DayOfWeek.class, Set.of(DayOfWeek.MONDAY), "days"),
                "details-invalid",
                "days");
    }

    @Test
    void refusesWhatIsNotKnown() {
        assertThatThrownBy(() -> said("{\"price\": 1}"))
                .isInstanceOfSatisfying(
                        Refusal.class, refused -> assertThat(refused.code()).isEqualTo("unknown-field"));
        refuses(
                said("{\"place\": {\"latitude\": 26.58, \"longitude\": 101.71, \"height\": 3}}"),
                fields -> fields.place("place"),
                "unknown-field",
                "details.place.height");
    }

    private static void refuses(SaidFields said, Consumer<SaidFields> read, String code, String field) {
        assertThatThrownBy(() -> read.accept(said)).isInstanceOfSatisfying(Refusal.class, refused -> {
            assertThat(refused.code()).isEqualTo(code);
            assertThat(refused.members()).containsEntry("field", field);
        });
    }
}
