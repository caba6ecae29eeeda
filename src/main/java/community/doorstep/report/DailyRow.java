package community.doorstep.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A line of the daily report.
 *
 * @param serviceId null for faults in the street
 * @param stars the mean of the ratings, to a hundredth; null when there are none
 */
record DailyRow(
        LocalDate day,
        UUID stationId,
        String station,
        @Nullable UUID serviceId,
        String service,
        Figures figures,
        @Nullable BigDecimal stars) {

    static DailyRow of(Key key, String station, String service, Figures figures) {
        BigDecimal mean = figures.ratings() == 0
                ? null
                : BigDecimal.valueOf(figures.stars())
                        .divide(BigDecimal.valueOf(figures.ratings()), 2, RoundingMode.HALF_UP);
        return new DailyRow(key.day(), key.station(), station, key.service(), service, figures, mean);
    }
}
