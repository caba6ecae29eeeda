package community.doorstep.shared;

import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** A cell as people read it. */
final class SheetCells {

    static final String MINUTES = "yyyy-MM-dd HH:mm";

    private static final DateTimeFormatter TO_THE_MINUTE = DateTimeFormatter.ofPattern(MINUTES);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");
    private static final String YES = "是";
    private static final String NO = "否";

    private SheetCells() {}

    static String text(@Nullable Object cell) {
        if (cell == null) {
            return "";
        }
        if (cell instanceof Boolean yes) {
            return yes ? YES : NO;
        }
        if (cell instanceof LocalDateTime moment) {
            return TO_THE_MINUTE.format(moment);
        }
        if (cell instanceof LocalTime time) {
            return TIME.format(time);
        }
        return cell.toString();
    }
}
