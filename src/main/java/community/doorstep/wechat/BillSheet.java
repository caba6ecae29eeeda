package community.doorstep.wechat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A bill as WeChat writes it: a line of names, then lines whose every cell begins with a back quote and in which nothing
 * is quoted, then sums under names of their own. Whatever does not look so is not a bill.
 */
record BillSheet(List<Map<String, String>> rows) {

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final String CELL = "`";

    /** Cannot stand in a bill: there are no quotes in it. */
    private static final char NO_QUOTE = '\u0001';

    /** Throws {@link UnexpectedAnswer} when it is not a bill. */
    static BillSheet read(String bill) {
        List<String> lines = bill.replace("\uFEFF", "").lines().toList();
        if (lines.isEmpty()) {
            throw new UnexpectedAnswer("an empty bill");
        }
        List<String> names = CsvReader.builder().ofSingleCsvRecord(lines.get(0)).getFields().stream()
                .map(String::strip)
                .toList();
        String cells = lines.stream()
                .skip(1)
                .takeWhile(line -> line.startsWith(CELL))
                .map(line -> line.substring(1))
                .collect(Collectors.joining("\n"));
        return new BillSheet(CsvReader.builder()
                .fieldSeparator("," + CELL)
                .quoteCharacter(NO_QUOTE)
                .allowExtraFields(true)
                .allowMissingFields(true)
                .ofCsvRecord(cells)
                .stream()
                .map(row -> named(names, row))
                .toList());
    }

    private static Map<String, String> named(List<String> names, CsvRecord row) {
        if (row.getFieldCount() != names.size()) {
            throw new UnexpectedAnswer("a bill whose line has " + row.getFieldCount() + " cells");
        }
        Map<String, String> cells = new HashMap<>();
        for (int column = 0; column < names.size(); column++) {
            cells.put(names.get(column), row.getField(column).strip());
        }
        return cells;
    }

    static String text(Map<String, String> row, String name) {
        String cell = row.get(name);
        if (cell == null) {
            throw new UnexpectedAnswer("a bill without a column that we need");
        }
        return cell;
    }

    /** Where there is no number WeChat writes 0. */
    static String number(Map<String, String> row, String name) {
        String number = text(row, name);
        return number.equals("0") ? "" : number;
    }

    static long fen(Map<String, String> row, String name) {
        try {
            return new BigDecimal(text(row, name)).movePointRight(2).longValueExact();
        } catch (ArithmeticException | NumberFormatException notMoney) {
            throw new UnexpectedAnswer("a bill with an amount that is none");
        }
    }

    static Instant time(Map<String, String> row, String name) {
        return LocalDateTime.parse(text(row, name), TIME).atZone(SHANGHAI).toInstant();
    }
}
