package community.doorstep.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import community.doorstep.ApiTest;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Days of years in which no other test looks at bills. */
class DailyReconciliationTests extends ApiTest {

    @Autowired
    BillReconciliation reconciliation;

    @Autowired
    DayRows days;

    @AfterEach
    void noMoreFaults() {
        WECHAT.faults().forget();
    }

    @Test
    void aDayIsComparedOnceItsBillsAreThereAndThoseThatWereMissedToo() {
        LocalDate today = LocalDate.parse("2031-03-05");
        itIs(today, 10, 14);
        assertThat(turns()).contains(today.minusDays(2), today.minusDays(8)).doesNotContain(today.minusDays(1));

        itIs(today, 10, 16);
        assertThat(turns()).containsExactly(today.minusDays(1));
        assertThat(turns()).isEmpty();
        assertThat(state(today.minusDays(1))).isEqualTo("DONE");

        // Nobody was there for three days.
        itIs(today.plusDays(3), 11, 0);
        assertThat(turns()).containsExactly(today, today.plusDays(1), today.plusDays(2));
    }

    @Test
    void aBillThatIsStillBeingMadeIsAskedForLater() {
        LocalDate today = LocalDate.parse("2032-03-05");
        itIs(today.minusDays(1), 11, 0);
        turns();
        itIs(today, 11, 0);
        WECHAT.faults().failNext("/v3/bill/tradebill", "STATEMENT_CREATING");

        assertThat(turns()).isEmpty();
        assertThat(state(today.minusDays(1))).isEqualTo("DUE");
        CLOCK.advance(Duration.ofMinutes(29));
        assertThat(turns()).isEmpty();
        CLOCK.advance(Duration.ofMinutes(2));
        assertThat(turns()).containsExactly(today.minusDays(1));
    }

    @Test
    void ofSeveralInstancesOneComparesADay() {
        itIs(LocalDate.parse("2033-03-05"), 11, 0);

        List<LocalDate> compared =
                Flux.range(0, 6).flatMap(instance -> turn(), 6).collectList().block(Duration.ofSeconds(30));

        assertThat(compared).isNotEmpty().doesNotHaveDuplicates();
    }

    private static void itIs(LocalDate day, int hour, int minute) {
        CLOCK.set(day.atTime(hour, minute).atZone(BillReconciliation.SHANGHAI).toInstant());
    }

    private Mono<LocalDate> turn() {
        return DailyReconciliation.turn(reconciliation, days, CLOCK);
    }

    /** As many as find a day. */
    private List<LocalDate> turns() {
        List<LocalDate> compared = new ArrayList<>();
        for (LocalDate day = turn().block(); day != null; day = turn().block()) {
            compared.add(day);
        }
        return compared;
    }

    private String state(LocalDate day) {
        return database.sql("SELECT state FROM reconciliation_day WHERE day = :day")
                .bind("day", day)
                .map(row -> row.get("state", String.class))
                .one()
                .block();
    }
}
