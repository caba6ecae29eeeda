package community.doorstep.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NoticeWordsTests {

    private static final Instant NOON = Instant.parse("2026-09-01T04:00:00Z");

    private final NoticeWords words = new NoticeWords();

    private static final Set<NoticeKind> ABOUT_NO_SERVICE = EnumSet.of(
            NoticeKind.MEAL_ALLERGENS,
            NoticeKind.MEAL_READY,
            NoticeKind.MEAL_REDEEMED_TWICE,
            NoticeKind.ELDER_MISSED,
            NoticeKind.ELDER_TO_CALL,
            NoticeKind.ELDER_NEEDS_HELP,
            NoticeKind.ELDER_TO_HELP,
            NoticeKind.EXTRAS_OFFERED,
            NoticeKind.COMPLAINT_RAISED,
            NoticeKind.COMPLAINT_OVERDUE,
            NoticeKind.COMPLAINT_ANSWERED,
            NoticeKind.STREET_FAULT_UNPAID);

    @ParameterizedTest
    @EnumSource
    void everyKindIsToldInBothLanguages(NoticeKind kind) {
        NoticeFacts facts = switch (kind) {
            case BUDGET_LOW ->
                NoticeFacts.NONE
                        .budget(new BudgetFacts("午餐基金", "the 午餐 fund", 80, 10_000, 1999, LocalDate.of(2026, 12, 31)))
                        .of(null, "Asia/Shanghai");
            case EVIDENCE_ACCEPTED, EVIDENCE_REJECTED, EVIDENCE_ENDS ->
                NoticeFacts.NONE
                        .evidence(new EvidenceFacts("LOW_INCOME", LocalDate.of(2026, 12, 31)))
                        .reason("说是午餐")
                        .of(null, "Asia/Shanghai");
            case PICKUP_REFUSED, PICKUP_DOUBTFUL, TABLET_CLOCK_WRONG, INCIDENT_RECORDED ->
                NoticeFacts.NONE
                        .startsAt(NOON)
                        .detail("station", "午餐驿站")
                        .detail("minutes", "11")
                        .of(null, "Asia/Shanghai");
            case JOB_OFFERED, JOB_WAITS, JOB_NEEDS_LEAD, JOB_PAUSED, JOB_UNMET, WORKER_ON_THE_WAY ->
                NoticeFacts.NONE
                        .detail("job", "修水龙头")
                        .reason("两人中最近")
                        .startsAt(NOON)
                        .until(NOON)
                        .of(null, "Asia/Shanghai");
            case REFUND_DONE, SUPPLEMENT_ASKED, BOOKS_OFF ->
                NoticeFacts.NONE
                        .detail("what", "午餐")
                        .detail("amount", "15.00")
                        .refunded(1500)
                        .of(null, "Asia/Shanghai");
            default -> facts("停水", 1500L);
        };
        String about = facts.evidence() != null ? "31" : kind.name().matches("(JOB|WORKER)_.*") ? "12:00" : "午餐";

        for (Locale locale : new Locale[] {Locale.CHINESE, Locale.ENGLISH}) {
            assertThat(words.title(kind, locale)).isNotBlank();
            assertThat(words.words(kind, facts, locale)).doesNotContain("{", "}", "null");
            if (!ABOUT_NO_SERVICE.contains(kind)) {
                assertThat(words.words(kind, facts, locale))
                        .contains(kind == NoticeKind.EVIDENCE_REJECTED ? "午餐" : about);
            }
        }
    }

    @Test
    void onlyWhatIsKnownIsSaidAndInTheTimeOfTheCommunity() {
        assertThat(words.words(NoticeKind.BOOKING_CLOSED, facts("停水", 1505L), Locale.CHINESE))
                .isEqualTo("午餐（9月1日 12:00）不举行了，预约已取消。原因：停水。已付的 15.05 元全额退还。");
        assertThat(words.words(NoticeKind.BOOKING_CLOSED, facts(null, null), Locale.ENGLISH))
                .isEqualTo("午餐 (1 Sep 12:00) does not take place; the booking is cancelled.");
        assertThat(words.words(NoticeKind.BOOKING_MOVED, facts(null, null), Locale.ENGLISH))
                .isEqualTo("午餐 was moved to 1 Sep 12:00. It was to begin 1 Sep 11:00."
                        + " It can be cancelled free of charge until 1 Sep 13:00.");
    }

    @Test
    void whatStaffWriteIsNoPlaceToFillIn() {
        assertThat(words.words(NoticeKind.BOOKING_CLOSED, facts("{refund}", 100L), Locale.CHINESE))
                .contains("原因：{refund}。");
    }

    @Test
    void aBudgetIsNamedInTheReadersLanguage() {
        BudgetFacts low = new BudgetFacts("种子资金", "the seed fund", 95, 100_000, 4999, LocalDate.of(2026, 12, 31));
        NoticeFacts facts = NoticeFacts.NONE.budget(low).of(null, "Asia/Shanghai");

        assertThat(words.words(NoticeKind.BUDGET_LOW, facts, Locale.CHINESE))
                .isEqualTo("种子资金的预算（至2026年12月31日）已占用和支出95%，还剩49.99元。");
        assertThat(words.words(NoticeKind.BUDGET_LOW, facts, Locale.ENGLISH))
                .isEqualTo("95 percent of the budget of the seed fund (until 31 Dec 2026) is reserved or spent;"
                        + " 49.99 yuan are left.");
    }

    @Test
    void theHousesOwnReasonIsSaidInTheReadersLanguageAndThatOfStaffAsTheySaidIt() {
        NoticeFacts facts = NoticeFacts.NONE
                .detail("job", "修水龙头")
                .startsAt(NOON)
                .reason("1 分钟没人接", "nobody took it for 1 minute")
                .of(null, "Asia/Shanghai");

        assertThat(words.words(NoticeKind.JOB_WAITS, facts, Locale.CHINESE)).contains("1 分钟没人接");
        assertThat(words.words(NoticeKind.JOB_WAITS, facts, Locale.ENGLISH))
                .isEqualTo("修水龙头, promised for 1 Sep 12:00. nobody took it for 1 minute.");
        assertThat(words.words(NoticeKind.BOOKING_CLOSED, facts("停水", null), Locale.ENGLISH))
                .contains("停水");
    }

    @Test
    void bothLanguagesHaveTheSameLines() throws Exception {
        assertThat(lines("zh").keySet()).isEqualTo(lines("en").keySet());
    }

    private static Properties lines(String language) throws Exception {
        Properties lines = new Properties();
        lines.load(NoticeWordsTests.class.getResourceAsStream("/notices_" + language + ".properties"));
        return lines;
    }

    private static NoticeFacts facts(String reason, Long refundedFen) {
        return new NoticeFacts(
                "午餐",
                "Asia/Shanghai",
                NOON,
                NOON.minusSeconds(3600),
                NOON.plusSeconds(3600),
                reason,
                null,
                refundedFen,
                null,
                null,
                null);
    }
}
