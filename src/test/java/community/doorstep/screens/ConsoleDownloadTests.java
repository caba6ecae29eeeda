package community.doorstep.screens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import community.doorstep.ApiTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an office takes away from the console: files with a name that says what they are, and that open. */
class ConsoleDownloadTests extends ApiTest {

    @TempDir
    private Path kept;

    @Test
    void reportsAccountsAndTheAuditArriveAsFilesNamedInTheReadersLanguage() throws IOException {
        Street street = new Street(town());
        Street.Neighbour resident = street.resident("林小红", "1990-05-01");
        street.book(resident.person(), street.lunch, resident.person().id(), Map.of());
        try (Desk desk = new Desk("http://127.0.0.1:" + port, town())) {
            desk.screen()
                    .driver()
                    .executeCdpCommand(
                            "Browser.setDownloadBehavior",
                            Map.of("behavior", "allow", "downloadPath", kept.toString()));
            Browser screen = desk.as(town().admin).open("/reports").screen();
            screen.see("保修").see("长者午餐").press("下载 CSV");
            assertThat(Files.readString(file("报表-", ".csv"))).contains("日期", "长者午餐", "保修上门", "街面报修");
            screen.press("下载 XLSX");
            assertThat(parts(file("报表-", ".xlsx"))).contains("xl/workbook.xml", "xl/worksheets/sheet1.xml");

            desk.open("/audit").screen().see("授予角色").press("下载 CSV");
            assertThat(Files.readString(file("审计日志", ".csv"))).contains("时间", "role-granted");

            screen.press("English").see("Audit log").press("Download XLSX");
            assertThat(parts(file("audit", ".xlsx"))).contains("xl/workbook.xml");
            desk.open("/reports").screen().press("Download CSV");
            assertThat(file("report-", ".csv")).isNotEmptyFile();
            assertThat(screen.complaints()).isEmpty();
        }
    }

    /** Once it has arrived whole. */
    private Path file(String begins, String ends) throws IOException {
        await().atMost(Browser.PATIENCE).until(() -> there(begins, ends).size() == 1);
        return there(begins, ends).get(0);
    }

    private List<Path> there(String begins, String ends) throws IOException {
        try (Stream<Path> all = Files.list(kept)) {
            return all.filter(one -> one.getFileName().toString().startsWith(begins)
                            && one.getFileName().toString().endsWith(ends))
                    .toList();
        }
    }

    private static List<String> parts(Path book) throws IOException {
        try (ZipFile zip = new ZipFile(book.toFile())) {
            return zip.stream().map(ZipEntry::getName).toList();
        }
    }
}
