package community.doorstep.care;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LateFeeTests {

    private static final Instant END = Instant.parse("2026-12-01T10:00:00Z");

    @ParameterizedTest
    @CsvSource({"-60,0", "0,0", "600,0", "601,500", "1500,500", "1501,1000", "3300,1500", "86400,3000"})
    void aStepThatHasBegunIsPaidUpToTheLimit(long seconds, long fen) {
        LateFee fee = new LateFee(10, 15, 500, 3000);

        assertThat(fee.of(END, END.plusSeconds(seconds)).fen()).isEqualTo(fen);
    }

    @Test
    void withoutARuleNothingIsPaid() {
        assertThat(LateFee.NONE.of(END, END.plusSeconds(7200)).isZero()).isTrue();
    }

    @Test
    void aMinuteThatHasBegunCounts() {
        assertThat(LateFee.minutes(END, END.plusSeconds(1))).isEqualTo(1);
        assertThat(LateFee.minutes(END, END.plusSeconds(60))).isEqualTo(1);
        assertThat(LateFee.minutes(END, END.minusSeconds(1))).isZero();
    }
}
