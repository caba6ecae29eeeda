package community.doorstep.income;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SharesTests {

    @Test
    void nothingIsLostAndTheStationHasWhatCannotBeDivided() {
        assertThat(new Shares(10, 40).of(999)).isEqualTo(new Shares.Parts(501, 99, 399));
        assertThat(Shares.ALL_THE_STATIONS.of(999)).isEqualTo(new Shares.Parts(999, 0, 0));
        assertThat(new Shares(60, 40).of(1)).isEqualTo(new Shares.Parts(1, 0, 0));
    }

    @Test
    void anyAmountIsSharedToTheLastFen() {
        Random random = new Random(20260810);
        for (int each = 0; each < 10_000; each++) {
            int operator = random.nextInt(101);
            Shares shares = new Shares(operator, random.nextInt(101 - operator));
            long fen = random.nextLong(Long.MAX_VALUE / 100);
            Shares.Parts parts = shares.of(fen);

            assertThat(parts.stationFen() + parts.operatorFen() + parts.communityFen())
                    .isEqualTo(fen);
            assertThat(parts.stationFen()).isNotNegative();
        }
    }
}
