package community.doorstep.care;

import community.doorstep.booking.BookingId;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Sheet;
import community.doorstep.shared.StationId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A station's children of a day, for those who look after them. */
record DaySheet(StationId stationId, LocalDate day, List<Row> children) {

    /**
     * A child in a session.
     *
     * @param allergies marks; the card says more
     * @param classes of its group, in the order of the hours; without a group what the session says
     * @param answer what a guardian said when asked where it is
     */
    record Row(
            BookingId bookingId,
            PersonId childId,
            String name,
            String group,
            Instant startsAt,
            Instant endsAt,
            String room,
            String teacher,
            List<String> allergies,
            List<Hour> classes,
            AttendanceState state,
            @Nullable String answer,
            @Nullable Instant arrivedAt,
            @Nullable Instant leftAt,
            @Nullable Fetched fetched) {

        @Override
        public String toString() {
            return "Row[" + bookingId + "]";
        }
    }

    record Hour(@Nullable LocalTime starts, @Nullable LocalTime ends, String activity, String room) {

        private String text() {
            String when = starts == null ? "" : starts + "–" + ends + " ";
            return when + activity + (room.isEmpty() ? "" : "（" + room + "）");
        }
    }

    Sheet sheet(ZoneId zone) {
        return Sheet.of(
                "托管日表 " + day,
                children,
                List.of(
                        Sheet.column("姓名", Row::name),
                        Sheet.column("小组", Row::group),
                        Sheet.column("开始", row -> local(row.startsAt(), zone)),
                        Sheet.column("结束", row -> local(row.endsAt(), zone)),
                        Sheet.column("教室", Row::room),
                        Sheet.column("老师", Row::teacher),
                        Sheet.column(
                                "课程",
                                row -> String.join(
                                        "；",
                                        row.classes().stream().map(Hour::text).toList())),
                        Sheet.column("过敏", row -> String.join("、", row.allergies())),
                        Sheet.column("状态", row -> words(row.state())),
                        Sheet.column("签到", row -> local(row.arrivedAt(), zone)),
                        Sheet.column("离开", row -> local(row.leftAt(), zone)),
                        Sheet.column("接走", row -> words(row.fetched()))));
    }

    static @Nullable LocalDateTime local(@Nullable Instant moment, ZoneId zone) {
        return moment == null ? null : LocalDateTime.ofInstant(moment, zone);
    }

    static String words(AttendanceState state) {
        return switch (state) {
            case EXPECTED -> "未到";
            case MISSING -> "未到，已询问";
            case LEAVE -> "请假";
            case ARRIVED -> "在园";
            case LEFT -> "已离开";
            case ABSENT -> "缺席";
        };
    }

    static @Nullable String words(@Nullable Fetched fetched) {
        if (fetched == null) {
            return null;
        }
        return switch (fetched) {
            case GUARDIAN -> "监护人";
            case LISTED -> "登记的接送人";
            case PASS -> "临时通行码";
            case ALONE -> "自行回家";
        };
    }
}
