package community.doorstep.booking;

import static org.assertj.core.api.Assertions.assertThat;

import community.doorstep.catalog.PaymentTerms;
import community.doorstep.catalog.ServiceId;
import community.doorstep.catalog.ServiceKind;
import community.doorstep.catalog.ServiceRules.Cancellation;
import community.doorstep.catalog.SlotId;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Ids;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.StationId;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CancellationTermsTests {

    private static final Instant START = Instant.parse("2026-09-01T04:00:00Z");
    private static final Instant END = START.plus(Duration.ofHours(1));
    private static final Cancellation RULES = new Cancellation(24 * 60, 120, 30);

    @Test
    void freeUntilALimitThenAShareThenNothing() {
        assertThat(refund(1000, RULES, hours(-24).minusNanos(1))).isEqualTo(1000);
        assertThat(refund(1000, RULES, hours(-24))).isEqualTo(700);
        assertThat(refund(1000, RULES, hours(-2).minusNanos(1))).isEqualTo(700);
        assertThat(refund(1000, RULES, hours(-2))).isZero();
        assertThat(refund(1000, RULES, END)).isZero();
    }

    @Test
    void halfAFenGoesToTheResident() {
        Cancellation half = new Cancellation(60, 0, 50);

        assertThat(refund(1, half, hours(-0.5))).isEqualTo(1);
        assertThat(refund(101, half, hours(-0.5))).isEqualTo(51);
        assertThat(refund(33, new Cancellation(60, 0, 67), hours(-0.5))).isEqualTo(11);
        assertThat(refund(Long.MAX_VALUE, new Cancellation(60, 0, 1), hours(-0.5)))
                .isPositive();
    }

    @Test
    void withoutRulesEverythingComesBackUntilTheEnd() {
        CancellationTerms terms = terms(1500, null, END.minusNanos(1));

        assertThat(terms.refundFen()).isEqualTo(1500);
        assertThat(terms.freeUntil()).isEqualTo(END);
    }

    @Test
    void whoseSlotWasMovedPaysNothingUntilTheNewStart() {
        Booking moved = booking(1500, START.minusSeconds(9), new Aftermath(START, null, "", 0));

        assertThat(CancellationTerms.of(moved, RULES, START.minusNanos(1)).refundFen())
                .isEqualTo(1500);
        assertThat(CancellationTerms.of(moved, RULES, START).refundFen()).isZero();
    }

    @Test
    void whatWasNotPaidIsNotGivenBackNorKept() {
        CancellationTerms terms = CancellationTerms.of(booking(1500, null, Aftermath.NONE), RULES, hours(-48));

        assertThat(terms.refundFen()).isZero();
        assertThat(terms.keptFen()).isZero();
        assertThat(terms.validUntil()).isEqualTo(END);
    }

    @Test
    void neverBelowNothingNorAbovePaidNorMoreLaterAndItHoldsAsLongAsItSays() {
        Random random = new Random(20260901);
        for (int n = 0; n < 20_000; n++) {
            int free = random.nextInt(10_000);
            Cancellation rules = random.nextInt(10) == 0
                    ? null
                    : new Cancellation(free, random.nextInt(free + 1), random.nextInt(101));
            long paid = random.nextBoolean() ? random.nextInt(5_000) : Math.abs(random.nextLong());
            Aftermath aftermath = new Aftermath(random.nextInt(5) == 0 ? START : null, null, "", 0);
            Booking booking = booking(paid, START.minusSeconds(9), aftermath);
            Instant now = START.minusSeconds(random.nextInt(700_000)).plusSeconds(random.nextInt(3_600));
            Instant later = now.plusSeconds(random.nextInt(100_000));

            CancellationTerms first = CancellationTerms.of(booking, rules, now);
            CancellationTerms second = CancellationTerms.of(booking, rules, later);

            assertThat(first.refundFen()).isBetween(0L, paid);
            assertThat(first.refundFen() + first.keptFen()).isEqualTo(paid);
            assertThat(second.refundFen()).isLessThanOrEqualTo(first.refundFen());
            assertThat(first.freeUntil()).isBeforeOrEqualTo(first.shareUntil());
            assertThat(first.validUntil()).isAfter(now).isBeforeOrEqualTo(END);
            assertThat(CancellationTerms.of(booking, rules, first.validUntil().minusNanos(1)))
                    .isEqualTo(first);
        }
    }

    private static Instant hours(double fromStart) {
        return START.plusSeconds(Math.round(fromStart * 3600));
    }

    private static long refund(long paid, @Nullable Cancellation rules, Instant now) {
        return terms(paid, rules, now).refundFen();
    }

    private static CancellationTerms terms(long paid, @Nullable Cancellation rules, Instant now) {
        return CancellationTerms.of(booking(paid, START.minusSeconds(9), Aftermath.NONE), rules, now);
    }

    private static Booking booking(long dueFen, @Nullable Instant paidAt, Aftermath aftermath) {
        PersonId person = PersonId.next();
        return new Booking(
                BookingId.next(),
                new CommunityId(Ids.next()),
                SlotId.next(),
                new ServiceId(Ids.next()),
                new StationId(Ids.next()),
                ServiceKind.MEAL,
                person,
                person,
                BookingState.CONFIRMED,
                true,
                dueFen,
                PaymentTerms.AT_DOOR,
                START,
                END,
                START.minusSeconds(99),
                null,
                paidAt,
                null,
                1,
                aftermath);
    }
}
