package community.doorstep.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;

class HopCauseTests {

    @Test
    void theHousesOwnWordsAreReadInBothLanguages() {
        assertThat(HopCause.of(HopKind.NEIGHBOURS, HopCause.unclaimed(125)))
                .isEqualTo(
                        new HopCause("2 分钟没人接，请邻站帮忙", "nobody took it for 2 minutes: neighbouring stations are asked"));
        assertThat(HopCause.of(HopKind.ALL, HopCause.unclaimed(60)).in(Locale.ENGLISH))
                .isEqualTo("nobody took it for 60 seconds: all on duty are called");
        assertThat(HopCause.of(HopKind.ARRIVED, HopCause.position(40)).in(Locale.SIMPLIFIED_CHINESE))
                .isEqualTo("离门 40 米");
        assertThat(HopCause.of(HopKind.LATE, HopCause.PROMISE_OVER))
                .isNotEqualTo(HopCause.of(HopKind.UNSERVED, HopCause.PROMISE_OVER));
        assertThat(HopCause.of(HopKind.MOVED_ON, "BREAK").in(Locale.ENGLISH)).isEqualTo("the worker takes a break");
    }

    @Test
    void whatSomebodyWroteStaysAsTheyWroteIt() {
        for (String said : new String[] {"OFF", "unclaimed 99", "assigned", "position 5 m"}) {
            assertThat(HopCause.of(HopKind.RELEASED, said)).isEqualTo(new HopCause(said, said));
        }
        assertThat(HopCause.of(HopKind.CANCELLED, "误报")).isEqualTo(new HopCause("误报", "误报"));
    }
}
