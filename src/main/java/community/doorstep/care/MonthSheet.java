package community.doorstep.care;

import community.doorstep.booking.Attendee;
import community.doorstep.booking.BookingId;
import community.doorstep.booking.BookingState;
import community.doorstep.shared.Money;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Sheet;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A child's month, for its guardians.
 *
 * @param came sessions that it was at; {@code leave}: those for which leave was taken; {@code absent}: without a word
 * @param feesFen what sessions cost after what came back; {@code lateFeesFen} what lateness cost
 */
record MonthSheet(
        PersonId childId,
        YearMonth month,
        int came,
        int leave,
        int absent,
        long feesFen,
        long lateFeesFen,
        List<Row> sessions) {

    enum State {
        BOOKED,
        CAME,
        LEAVE,
        ABSENT
    }

    /** @param feeFen what was to be paid; 0 when it was called off before it was paid */
    record Row(
            BookingId bookingId,
            LocalDate day,
            Instant startsAt,
            Instant endsAt,
            String activity,
            State state,
            @Nullable Instant arrivedAt,
            @Nullable Instant leftAt,
            int lateMinutes,
            long lateFeeFen,
            long feeFen,
            long refundedFen) {}

    static MonthSheet of(
            PersonId child,
            YearMonth month,
            List<Attendee> booked,
            Map<BookingId, Attendance> noted,
            Map<BookingId, LateFees.Charged> late) {
        List<Row> rows = booked.stream()
                .filter(each -> each.stands() || isLeave(each))
                .map(each -> row(each, noted.get(each.booking()), late.get(each.booking())))
                .toList();
        return new MonthSheet(
                child,
                month,
                count(rows, State.CAME),
                count(rows, State.LEAVE),
                count(rows, State.ABSENT),
                rows.stream().mapToLong(row -> row.feeFen() - row.refundedFen()).sum(),
                rows.stream().mapToLong(Row::lateFeeFen).sum(),
                rows);
    }

    private static boolean isLeave(Attendee booked) {
        return booked.state() == BookingState.CANCELLED;
    }

    private static Row row(Attendee booked, @Nullable Attendance noted, LateFees.@Nullable Charged late) {
        return new Row(
                booked.booking(),
                booked.day(),
                booked.startsAt(),
                booked.endsAt(),
                booked.activity(),
                state(booked, noted),
                noted == null ? null : noted.arrivedAt(),
                noted == null ? null : noted.leftAt(),
                late == null ? 0 : late.minutes(),
                late == null ? 0 : late.fen(),
                booked.stands() || booked.paid() ? booked.dueFen() : 0,
                booked.refundedFen());
    }

    private static State state(Attendee booked, @Nullable Attendance noted) {
        if (isLeave(booked)) {
            return State.LEAVE;
        }
        return switch (DaySheets.state(booked, noted)) {
            case ARRIVED, LEFT -> State.CAME;
            case LEAVE -> State.LEAVE;
            case ABSENT -> State.ABSENT;
            case EXPECTED, MISSING -> State.BOOKED;
        };
    }

    private static int count(List<Row> rows, State state) {
        return (int) rows.stream().filter(row -> row.state() == state).count();
    }

    Sheet sheet(ZoneId zone) {
        return Sheet.of(
                "托管月表 " + month,
                sessions,
                List.of(
                        Sheet.column("日期", Row::day),
                        Sheet.column("开始", row -> DaySheet.local(row.startsAt(), zone)),
                        Sheet.column("结束", row -> DaySheet.local(row.endsAt(), zone)),
                        Sheet.column("内容", Row::activity),
                        Sheet.column("状态", row -> words(row.state())),
                        Sheet.column("签到", row -> DaySheet.local(row.arrivedAt(), zone)),
                        Sheet.column("离开", row -> DaySheet.local(row.leftAt(), zone)),
                        Sheet.column("费用(元)", row -> Money.fen(row.feeFen())),
                        Sheet.column("退款(元)", row -> Money.fen(row.refundedFen())),
                        Sheet.column("晚接(分钟)", Row::lateMinutes),
                        Sheet.column("晚接费(元)", row -> Money.fen(row.lateFeeFen()))));
    }

    private static String words(State state) {
        return switch (state) {
            case BOOKED -> "已预约";
            case CAME -> "出勤";
            case LEAVE -> "请假";
            case ABSENT -> "缺席";
        };
    }
}
