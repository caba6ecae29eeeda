package community.doorstep.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import community.doorstep.catalog.ServiceRules.NoShows;
import community.doorstep.shared.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class PunctualityTests {

    private static final Instant FIRST = Instant.parse("2026-09-01T05:00:00Z");
    private static final NoShows THREE_IN_TEN_DAYS = new NoShows(3, 10, 7);
    private static final LocalDate TODAY = LocalDate.of(2026, 9, 20);

    @Test
    void theLastAbsenceThatMakesTheNumberBeginsThePause() {
        assertThat(pausedUntil(0, 5)).isNull();
        assertThat(pausedUntil(0, 5, 10)).isEqualTo(day(17));
        assertThat(pausedUntil(0, 5, 10.1)).isNull();
        assertThat(pausedUntil(0, 5, 10, 40)).isEqualTo(day(17));
        assertThat(pausedUntil(0, 5, 10, 14)).isEqualTo(day(21));
    }

    @Test
    void oneAbsenceIsEnoughWhereTheRuleSaysSo() {
        assertThat(Punctuality.pausedUntil(List.of(day(3)), new NoShows(1, 1, 2)))
                .isEqualTo(day(5));
    }

    @Test
    void onlyThePresentDayIsOpenWhileItLasts() {
        Instant until = day(17);
        Punctuality.Pause pause = new Punctuality.Pause(until, TODAY);

        Punctuality.punctual(pause, TODAY, until.minusNanos(1));
        Punctuality.punctual(pause, TODAY.plusDays(1), until);
        Punctuality.punctual(null, TODAY.plusDays(1), until);
        assertThatThrownBy(() -> Punctuality.punctual(pause, TODAY.plusDays(1), until.minusNanos(1)))
                .isInstanceOfSatisfying(Refusal.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo("no-show-pause");
                    assertThat(refusal.members()).containsEntry("until", until);
                });
    }

    private static Instant pausedUntil(double... days) {
        return Punctuality.pausedUntil(
                DoubleStream.of(days).mapToObj(PunctualityTests::day).toList(), THREE_IN_TEN_DAYS);
    }

    private static Instant day(double days) {
        return FIRST.plus(Duration.ofMinutes(Math.round(days * 24 * 60)));
    }
}
