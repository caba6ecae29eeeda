package community.doorstep.shared;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** RFC 4180 in UTF-8, with the mark by which spreadsheets know it; a text never becomes a formula. */
final class SheetAsCsv {

    private static final String MARK = "\uFEFF";

    /** What begins a formula, also as Chinese keyboards type it. */
    private static final String FORMULA = "=+-@\t\r\n＝＋－＠";

    private SheetAsCsv() {}

    static void write(Sheet sheet, OutputStream out) throws IOException {
        Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        text.write(MARK);
        try (CsvWriter csv =
                CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(text)) {
            csv.writeRecord(sheet.columns());
            for (List<@Nullable Object> row : sheet.rows()) {
                csv.writeRecord(row.stream().map(SheetAsCsv::cell).toList());
            }
        }
    }

    private static String cell(@Nullable Object cell) {
        String text = SheetCells.text(cell);
        boolean formula = cell instanceof CharSequence && !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0;
        return formula ? "'" + text : text;
    }
}
