package community.doorstep.funds;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ForecastTests {

    private static final LocalDate TODAY = LocalDate.of(2026, 6, 28);
    private static final LocalDate YEAR_END = LocalDate.of(2026, 12, 31);

    @Test
    void evenSpendingLastsAsManyDaysAsItGoesInto() {
        assertThat(Forecast.dryDay(everyDay(28, 1000), 5_000, TODAY, YEAR_END)).isEqualTo(TODAY.plusDays(5));
        assertThat(Forecast.dryDay(everyDay(28, 1000), 5_999, TODAY, YEAR_END)).isEqualTo(TODAY.plusDays(5));
        assertThat(Forecast.dryDay(everyDay(28, 1000), 999, TODAY, YEAR_END)).isEqualTo(TODAY);
    }

    @Test
    void aYoungBudgetIsJudgedByItsOwnDays() {
        assertThat(Forecast.dryDay(Map.of(TODAY, 1000L), 5_000, TODAY, YEAR_END))
                .isEqualTo(TODAY.plusDays(5));
        assertThat(Forecast.dryDay(Map.of(TODAY.minusDays(3), 1000L), 5_000, TODAY, YEAR_END))
                .isEqualTo(TODAY.plusDays(20));
    }

    @Test
    void onlyTheLastFourWeeksCount() {
        Map<LocalDate, Long> spent = new HashMap<>(everyDay(28, 100));
        spent.put(TODAY.minusDays(28), 1_000_000L);
        spent.put(TODAY.plusDays(1), 1_000_000L);
        assertThat(Forecast.dryDay(spent, 1_000, TODAY, YEAR_END)).isEqualTo(TODAY.plusDays(10));
    }

    @Test
    void whatOutlastsThePeriodDoesNotRunDry() {
        LocalDate end = TODAY.plusDays(5);
        assertThat(Forecast.dryDay(everyDay(28, 1000), 5_000, TODAY, end)).isEqualTo(end);
        assertThat(Forecast.dryDay(everyDay(28, 1000), 6_000, TODAY, end)).isNull();
        assertThat(Forecast.dryDay(Map.of(), 1, TODAY, YEAR_END)).isNull();
        assertThat(Forecast.dryDay(everyDay(28, 1000), 0, TODAY, TODAY.minusDays(1)))
                .isNull();
    }

    @Test
    void whatIsEmptyIsDryToday() {
        assertThat(Forecast.dryDay(Map.of(), 0, TODAY, YEAR_END)).isEqualTo(TODAY);
    }

    @Test
    void whoSpendsMoreOrHasLessIsNeverDryLater() {
        Random random = new Random(20260628);
        for (int run = 0; run < 20_000; run++) {
            Map<LocalDate, Long> spent = new HashMap<>();
            for (int days = random.nextInt(40); days > 0; days--) {
                spent.put(TODAY.minusDays(random.nextInt(35)), (long) random.nextInt(3000));
            }
            spent.put(TODAY.minusDays(27), 1L);
            long left = random.nextInt(100_000);
            LocalDate dry = dryDay(spent, left);
            assertThat(dryDay(spent, left / 2)).isBeforeOrEqualTo(dry);
            spent.merge(TODAY.minusDays(random.nextInt(28)), 500L, Long::sum);
            assertThat(dryDay(spent, left)).isBeforeOrEqualTo(dry);
        }
    }

    private static LocalDate dryDay(Map<LocalDate, Long> spent, long left) {
        LocalDate dry = Forecast.dryDay(spent, left, TODAY, LocalDate.of(9999, 12, 31));
        assertThat(dry).isNotNull();
        return dry;
    }

    private static Map<LocalDate, Long> everyDay(int days, long fen) {
        Map<LocalDate, Long> spent = new HashMap<>();
        for (int day = 0; day < days; day++) {
            spent.put(TODAY.minusDays(day), fen);
        }
        return spent;
    }
}
