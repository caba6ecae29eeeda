package community.doorstep.shared;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/** A workbook of one sheet, sent while it is written: numbers, money and days are such, not texts. */
final class SheetAsXlsx {

    private static final String PROGRAM = "Doorstep";
    private static final String VERSION = "1.0";
    private static final int LONGEST_NAME = 31;
    private static final int LONGEST_CELL = 32_000;
    private static final int ROWS_AT_ONCE = 500;

    private SheetAsXlsx() {}

    static void write(Sheet sheet, OutputStream out) throws IOException {
        try (Workbook book = new Workbook(out, PROGRAM, VERSION)) {
            Worksheet page = book.newWorksheet(name(sheet.title()));
            page.freezePane(0, 1);
            for (int column = 0; column < sheet.columns().size(); column++) {
                page.inlineString(0, column, printable(sheet.columns().get(column)));
                page.style(0, column).bold().set();
            }
            for (int row = 0; row < sheet.rows().size(); row++) {
                write(page, row + 1, sheet.rows().get(row));
                if (row % ROWS_AT_ONCE == 0) {
                    page.flush();
                }
            }
        }
    }

    private static void write(Worksheet page, int row, List<@Nullable Object> cells) {
        for (int column = 0; column < cells.size(); column++) {
            write(page, row, column, cells.get(column));
        }
    }

    private static void write(Worksheet page, int row, int column, @Nullable Object cell) {
        if (cell instanceof Money money) {
            page.value(row, column, BigDecimal.valueOf(money.fen(), 2));
            page.style(row, column).format("0.00").set();
        } else if (cell instanceof Number number) {
            page.value(row, column, number);
        } else if (cell instanceof LocalDate day) {
            page.value(row, column, day);
            page.style(row, column).format("yyyy-mm-dd").set();
        } else if (cell instanceof LocalDateTime moment) {
            page.value(row, column, moment);
            page.style(row, column).format("yyyy-mm-dd hh:mm").set();
        } else if (cell != null) {
            page.inlineString(row, column, printable(SheetCells.text(cell)));
        }
    }

    /** What XML can carry, and a cell can hold. */
    private static String printable(String text) {
        String clean = text.replaceAll("[^\\x09\\x0A\\x0D\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]", "");
        return clean.length() <= LONGEST_CELL ? clean : clean.substring(0, LONGEST_CELL);
    }

    /** A sheet's name must be short, and without what a formula would take for something else. */
    private static String name(String title) {
        String name =
                printable(title).replaceAll("[\\[\\]:*?/\\\\'\\p{Cntrl}]", " ").strip();
        String some = name.isEmpty() ? "1" : name;
        return some.length() <= LONGEST_NAME ? some : some.substring(0, LONGEST_NAME);
    }
}
