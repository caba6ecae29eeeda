package community.doorstep.children;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WeeksTests {

    private static final LocalDate A_MONDAY = LocalDate.of(2026, 8, 31);

    @Test
    void aWeekGoesFromMondayToSundayAndTheNextIsTheOther() {
        int first = Weeks.parity(A_MONDAY);

        assertThat(A_MONDAY.getDayOfWeek()).isEqualTo(DayOfWeek.MONDAY);
        assertThat(Weeks.parity(A_MONDAY.plusDays(6))).isEqualTo(first);
        assertThat(Weeks.parity(A_MONDAY.plusDays(7))).isEqualTo(1 - first);
        assertThat(Weeks.parity(A_MONDAY.minusDays(1))).isEqualTo(1 - first);
        assertThat(Weeks.EVERY.parityIn(A_MONDAY)).isNull();
    }

    @Test
    void theTermsFirstWeekIsAnAAlsoOverTheTurnOfTheYear() {
        Random random = new Random(3);
        for (int term = 0; term < 1_000; term++) {
            LocalDate begins = LocalDate.of(1965, 1, 1).plusDays(random.nextInt(30_000));
            LocalDate monday = begins.with(DayOfWeek.MONDAY);
            int week = random.nextInt(60);
            LocalDate day = monday.plusDays(7L * week + random.nextInt(7));

            Weeks expected = week % 2 == 0 ? Weeks.A : Weeks.B;
            assertThat(expected.parityIn(begins)).as(begins + " " + day).isEqualTo(Weeks.parity(day));
        }
    }
}
