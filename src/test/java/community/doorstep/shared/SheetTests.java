package community.doorstep.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.Test;

class SheetTests {

    private record Meal(String dish, long portions, Money price, LocalDate day) {}

    private static final Sheet MENU = Sheet.of(
            "厨房单 4/1: [午餐]",
            List.of(
                    new Meal("=1+1\u0001", 40, Money.fen(1250), LocalDate.of(2026, 4, 1)),
                    new Meal("鱼，\"清蒸\" <少盐>", 2, Money.fen(-5), LocalDate.of(2026, 4, 2))),
            List.of(
                    Sheet.column("菜", Meal::dish),
                    Sheet.column("份数", Meal::portions),
                    Sheet.column("单价（元）", Meal::price),
                    Sheet.column("日期", Meal::day)));

    @Test
    void aTableForSpreadsheetsIsMarkedQuotedAndHoldsNoFormula() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SheetAsCsv.write(MENU, out);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo("\uFEFF菜,份数,单价（元）,日期\r\n"
                        + "'=1+1\u0001,40,12.50,2026-04-01\r\n"
                        + "\"鱼，\"\"清蒸\"\" <少盐>\",2,-0.05,2026-04-02\r\n");
    }

    @Test
    void everyWayToBeginAFormulaIsDefused() throws IOException {
        List<String> attacks = List.of("=1", "+1", "-1", "@A1", "\t=1", "＝1", "＋1", "－1", "＠A1");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SheetAsCsv.write(Sheet.of("t", attacks, List.of(Sheet.column("a", attack -> attack))), out);
        List<String> lines =
                out.toString(StandardCharsets.UTF_8).lines().skip(1).toList();
        assertThat(lines)
                .hasSize(attacks.size())
                .allSatisfy(line -> assertThat(line.replace("\"", "")).startsWith("'"));
    }

    @Test
    void aWorkbookHoldsNumbersMoneyAndDaysAsSuch() throws IOException {
        List<Row> rows = opened(MENU);
        assertThat(rows).hasSize(3);
        assertThat(rows.get(0).getCellText(2)).isEqualTo("单价（元）");
        Row first = rows.get(1);
        assertThat(first.getCell(0).getType()).isEqualTo(CellType.STRING);
        assertThat(first.getCellText(0)).isEqualTo("=1+1");
        assertThat(first.getCellAsNumber(1)).hasValue(new BigDecimal("40"));
        assertThat(first.getCellAsNumber(2).orElseThrow()).isEqualByComparingTo("12.50");
        assertThat(first.getCellAsDate(3)).hasValue(LocalDateTime.of(2026, 4, 1, 0, 0));
        assertThat(rows.get(2).getCellAsNumber(2).orElseThrow()).isEqualByComparingTo("-0.05");
    }

    @Test
    void aLongWorkbookKeepsItsOrderAndItsGaps() throws IOException {
        List<List<Object>> cells = IntStream.range(0, 2_345)
                .<List<Object>>mapToObj(
                        row -> Arrays.asList(row, null, row % 2 == 0, LocalDateTime.of(2026, 4, 1, 11, 30)))
                .toList();
        List<Row> rows = opened(new Sheet("", List.of("a", "b", "c", "d"), cells));
        assertThat(rows).hasSize(2_346);
        assertThat(rows.get(2_345).getCellAsNumber(0)).hasValue(new BigDecimal("2344"));
        assertThat(rows.get(2_345).getCellText(2)).isEqualTo("是");
        assertThat(rows.get(2_345).getCellAsDate(3)).hasValue(LocalDateTime.of(2026, 4, 1, 11, 30));
        assertThat(rows.get(2_344).getOptionalCell(1)).isEmpty();
    }

    @Test
    void aPageToPrintShowsTextsAsTheyAre() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SheetAsHtml.write(MENU, out);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("<h1>厨房单 4/1: [午餐]</h1>", "<td class=\"n\">12.50</td>", "&lt;少盐&gt;")
                .doesNotContain("<少盐>");
    }

    private static List<Row> opened(Sheet sheet) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SheetAsXlsx.write(sheet, out);
        try (ReadableWorkbook book = new ReadableWorkbook(new ByteArrayInputStream(out.toByteArray()))) {
            return book.getFirstSheet().read();
        }
    }
}
