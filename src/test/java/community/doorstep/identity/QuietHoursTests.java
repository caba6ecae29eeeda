package community.doorstep.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Random;
import org.junit.jupiter.api.Test;

class QuietHoursTests {

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final QuietHours NIGHT = QuietHours.of("21:30-07:30");

    @Test
    void theNightIsQuietFromItsFirstMinuteToItsLast() {
        assertThat(NIGHT.areAt(at("2026-09-01T21:29:59+08:00"), SHANGHAI)).isFalse();
        assertThat(NIGHT.areAt(at("2026-09-01T21:30:00+08:00"), SHANGHAI)).isTrue();
        assertThat(NIGHT.areAt(at("2026-09-02T07:29:59+08:00"), SHANGHAI)).isTrue();
        assertThat(NIGHT.areAt(at("2026-09-02T07:30:00+08:00"), SHANGHAI)).isFalse();
        assertThat(NIGHT.freeFrom(at("2026-09-01T23:00:00+08:00"), SHANGHAI))
                .isEqualTo(at("2026-09-02T07:30:00+08:00"));
        assertThat(NIGHT.freeFrom(at("2026-09-02T03:00:00+08:00"), SHANGHAI))
                .isEqualTo(at("2026-09-02T07:30:00+08:00"));
    }

    @Test
    void anOffersClockStandsStillOverNight() {
        assertThat(NIGHT.after(at("2026-09-01T21:00:00+08:00"), Duration.ofHours(1), SHANGHAI))
                .isEqualTo(at("2026-09-02T08:00:00+08:00"));
        assertThat(NIGHT.after(at("2026-09-01T22:00:00+08:00"), Duration.ofMinutes(30), SHANGHAI))
                .isEqualTo(at("2026-09-02T08:00:00+08:00"));
        assertThat(NIGHT.after(at("2026-09-01T12:00:00+08:00"), Duration.ofMinutes(30), SHANGHAI))
                .isEqualTo(at("2026-09-01T12:30:00+08:00"));
    }

    @Test
    void noneAreNever() {
        assertThat(QuietHours.of("none").areAt(at("2026-09-01T00:00:00+08:00"), SHANGHAI))
                .isFalse();
        assertThat(QuietHours.of("none").after(at("2026-09-01T00:00:00+08:00"), Duration.ofDays(2), SHANGHAI))
                .isEqualTo(at("2026-09-03T00:00:00+08:00"));
    }

    /** Minute by minute, as a model would count. */
    @Test
    void countsOnlyMinutesThatAreNotQuiet() {
        Random random = new Random(11);
        for (int n = 0; n < 300; n++) {
            QuietHours quiet = new QuietHours(minute(random), minute(random));
            Instant start = at("2026-09-01T00:00:00+08:00").plus(Duration.ofMinutes(random.nextInt(3000)));
            int minutes = 1 + random.nextInt(600);

            Instant model = start;
            for (int left = minutes; left > 0; model = model.plus(Duration.ofMinutes(1))) {
                left -= quiet.areAt(model, SHANGHAI) ? 0 : 1;
            }

            assertThat(quiet.after(start, Duration.ofMinutes(minutes), SHANGHAI))
                    .as("%s from %s for %s", quiet, start, minutes)
                    .isEqualTo(model);
        }
    }

    private static LocalTime minute(Random random) {
        return LocalTime.of(random.nextInt(24), random.nextInt(60));
    }

    private static Instant at(String text) {
        return java.time.OffsetDateTime.parse(text).toInstant();
    }
}
