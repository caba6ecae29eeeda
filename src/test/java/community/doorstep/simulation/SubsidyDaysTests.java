package community.doorstep.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** A fund's days, of which none shows fewer than five people. */
class SubsidyDaysTests {

    private static final LocalDate MONDAY = LocalDate.of(2026, 3, 2);

    private final SubsidyDays days = new SubsidyDays();

    private void people(LocalDate day, int first, int last) {
        for (int person = first; person <= last; person++) {
            Subsidies subsidies = days.of(day, person);
            subsidies.paid("seed", 100);
            subsidies.wouldPay("seed", 40);
        }
    }

    @Test
    void dayByDayWhenFiveOrMoreCame() {
        people(MONDAY, 1, 5);
        people(MONDAY.plusDays(1), 1, 7);

        assertThat(days.stretches())
                .extracting(
                        SubsidyDays.Stretch::from,
                        stretch -> stretch.subsidies().beforeFen("seed"),
                        stretch -> stretch.subsidies().afterFen("seed"))
                .containsExactly(tuple(MONDAY, 500L, 200L), tuple(MONDAY.plusDays(1), 700L, 280L));
    }

    @Test
    void daysWithFewAreToldTogether() {
        people(MONDAY, 1, 4);
        people(MONDAY.plusDays(1), 1, 4);
        people(MONDAY.plusDays(3), 4, 5);
        people(MONDAY.plusDays(4), 1, 2);

        assertThat(days.stretches()).singleElement().satisfies(stretch -> {
            assertThat(stretch.from()).isEqualTo(MONDAY);
            assertThat(stretch.to()).isEqualTo(MONDAY.plusDays(4));
            assertThat(stretch.subsidies().beforeFen("seed")).isEqualTo(1200);
        });
    }

    @Test
    void tooFewAltogetherShowNothing() {
        people(MONDAY, 1, 4);

        assertThat(days.stretches()).isEmpty();
    }
}
