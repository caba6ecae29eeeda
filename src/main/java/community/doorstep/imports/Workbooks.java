package community.doorstep.imports;

import community.doorstep.shared.Refusal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Reads the first sheet of a workbook that somebody sent: nothing in it is trusted. Refuses {@code import-unreadable},
 * {@code import-columns}, {@code import-empty}, {@code import-too-long} (422).
 */
@Component
class Workbooks {

    static final int MOST_ROWS = 1000;

    private static final int MOST_UNPACKED = 16 << 20;
    private static final int MOST_ENTRIES = 200;
    private static final int LONGEST_CELL = 500;

    Mono<List<Line>> read(ImportKind kind, byte[] file) {
        return Mono.fromCallable(() -> lines(kind, file)).subscribeOn(Schedulers.boundedElastic());
    }

    private static List<Line> lines(ImportKind kind, byte[] file) {
        try {
            mustUnpackSmall(file);
            try (ReadableWorkbook book = new ReadableWorkbook(new ByteArrayInputStream(file));
                    Stream<Row> rows = book.getFirstSheet().openStream()) {
                return lines(kind, rows.limit(MOST_ROWS + 2L).toList());
            }
        } catch (IOException | RuntimeException unreadable) {
            throw unreadable instanceof Refusal refusal ? refusal : Refusal.unprocessable("import-unreadable");
        }
    }

    /** A small file can unpack to gigabytes, and XML can name more than it holds. */
    private static void mustUnpackSmall(byte[] file) throws IOException {
        long unpacked = 0;
        try (ZipFile zip = ZipFile.builder().setByteArray(file).get()) {
            List<ZipArchiveEntry> entries = Collections.list(zip.getEntries());
            if (entries.size() > MOST_ENTRIES) {
                throw Refusal.unprocessable("import-unreadable");
            }
            for (ZipArchiveEntry entry : entries) {
                try (InputStream packed = zip.getInputStream(entry)) {
                    byte[] content = packed.readNBytes((int) (MOST_UNPACKED - unpacked) + 1);
                    unpacked += content.length;
                    boolean declares = new String(content, StandardCharsets.ISO_8859_1).contains("<!DOCTYPE");
                    if (unpacked > MOST_UNPACKED || declares) {
                        throw Refusal.unprocessable("import-unreadable");
                    }
                }
            }
        }
    }

    private static List<Line> lines(ImportKind kind, List<Row> rows) {
        if (rows.isEmpty()) {
            throw Refusal.unprocessable("import-empty");
        }
        Map<Integer, Column> places = places(kind, rows.get(0));
        List<Line> lines = new ArrayList<>();
        for (Row row : rows.subList(1, rows.size())) {
            Line line = line(row, places);
            if (!line.cells().isEmpty()) {
                lines.add(line);
            }
        }
        if (lines.size() > MOST_ROWS) {
            throw Refusal.unprocessable("import-too-long").with("most", MOST_ROWS);
        }
        if (lines.isEmpty()) {
            throw Refusal.unprocessable("import-empty");
        }
        return lines;
    }

    private static Map<Integer, Column> places(ImportKind kind, Row heading) {
        Map<Integer, Column> places = new LinkedHashMap<>();
        List<String> missing = new ArrayList<>();
        for (Column column : kind.columns()) {
            int before = places.size();
            heading.stream()
                    .filter(cell -> cell != null && column.isCalled(text(cell)))
                    .findFirst()
                    .ifPresent(cell -> places.put(cell.getColumnIndex(), column));
            if (column.required() && places.size() == before) {
                missing.add(column.chinese());
            }
        }
        if (!missing.isEmpty()) {
            throw Refusal.unprocessable("import-columns").with("missing", String.join("、", missing));
        }
        return places;
    }

    private static Line line(Row row, Map<Integer, Column> places) {
        Map<String, String> cells = new LinkedHashMap<>();
        places.forEach((place, column) -> {
            String text = row.getOptionalCell(place).map(Workbooks::text).orElse("");
            if (!text.isEmpty()) {
                cells.put(column.key(), text);
            }
        });
        return new Line(row.getRowNum(), cells);
    }

    /** Numbers without an exponent: a telephone number may be one. */
    private static String text(Cell cell) {
        String text = cell.getType() == CellType.NUMBER
                ? cell.asNumber().stripTrailingZeros().toPlainString()
                : String.valueOf(cell.getText());
        String clean = text.replace("\0", "").strip();
        return clean.substring(0, Math.min(LONGEST_CELL, clean.length()));
    }
}
