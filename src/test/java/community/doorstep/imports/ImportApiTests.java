package community.doorstep.imports;

import static org.assertj.core.api.Assertions.assertThat;

import community.doorstep.ApiTest;
import community.doorstep.Town;
import community.doorstep.shared.Sheet;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sheets of residents, workers and menus: looked through first, then written as a whole or not at all. */
class ImportApiTests extends ApiTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<String> RESIDENTS = List.of("姓名", "手机", "出生日期", "证明种类", "证明号码");

    @Test
    void aSheetWithFaultsWritesNothingAndNamesEachCell() {
        String phone = Town.phone();
        byte[] sheet = workbook(
                RESIDENTS,
                List.of("杨秀英", phone, "1944-03-01", "", ""),
                List.of("", "12", "1944-13-01", "富裕", ""),
                List.of("何桂芳", phone, "", "", "5104-1"));

        Town.Answer looked = look("RESIDENTS", sheet);

        assertThat(looked.status()).isEqualTo(201);
        assertThat(looked.body().get("faults").valueStream().map(ImportApiTests::fault))
                .containsExactlyInAnyOrder(
                        "3 姓名 cell-required",
                        "3 手机 cell-phone",
                        "3 出生日期 cell-date",
                        "3 证明种类 cell-word",
                        "4 手机 cell-twice",
                        "4 证明种类 cell-required");
        assertThat(looked.body().get("faultCount").asInt()).isEqualTo(6);
        assertThat(confirm(town().admin, looked).code()).isEqualTo("import-has-faults");
        assertThat(found(phone).code()).isEqualTo("resident-unknown");
    }

    private static String fault(JsonNode fault) {
        assertThat(fault.get("detail").asString())
                .isNotEqualTo(fault.get("code").asString());
        return fault.get("row").asInt() + " " + fault.get("column").asString() + " "
                + fault.get("code").asString();
    }

    @Test
    void residentsAreAddedOnceHoweverOftenTheSheetComes() {
        String phone = Town.phone();
        String other = Town.phone();
        byte[] sheet = workbook(
                RESIDENTS,
                List.of("杨秀英", phone, LocalDate.of(1944, 3, 1), "低收入", "5104-0001"),
                List.of("何桂芳", Long.valueOf(other), "1955年1月2日", "", ""));
        Town.Answer looked = look("RESIDENTS", sheet);
        assertThat(looked.body().get("faults")).isEmpty();
        assertThat(looked.body().get("added").asInt()).isEqualTo(2);
        assertThat(found(phone).code()).as("nothing before it is confirmed").isEqualTo("resident-unknown");

        assertThat(confirm(town().admin, looked).body().get("added").asInt()).isEqualTo(2);

        assertThat(confirm(town().admin, looked).body().get("added").asInt())
                .as("a repeat gets the same answer")
                .isEqualTo(2);
        assertThat(found(phone).body().get("name").asString()).isEqualTo("杨秀英");
        Town.Person elder = town().signIn("elder" + Town.unique(), other);
        assertThat(town().get(elder, "/api/me").get("birthDate").asString()).isEqualTo("1955-01-02");
        Town.Answer again = look("RESIDENTS", sheet);
        assertThat(again.body().get("known").asInt()).isEqualTo(2);
        assertThat(confirm(town().admin, again).body().get("added").asInt()).isZero();
        JsonNode claims = town().get(town().admin, "/api/admin/benefit-claims").get("items");
        assertThat(claims).hasSize(1);
        String claim = claims.get(0).get("id").asString();
        Town.Person second = town().staff("第二位管理员", "COMMUNITY_ADMIN");
        assertThat(town().get(second, "/api/admin/benefit-claims/" + claim + "/number")
                        .get("number")
                        .asString())
                .isEqualTo("5104-0001");
        Map<String, Object> accepted = Map.of("accepted", true, "reason", "已核对");
        assertThat(town().exchange(
                                "POST",
                                town().admin,
                                "/api/admin/benefit-claims/" + claim + "/decision",
                                accepted,
                                UUID.randomUUID().toString())
                        .code())
                .as("four eyes")
                .isEqualTo("claim-unknown");
    }

    @Test
    void workersGetTheirRoleAndTheirSkills() {
        String phone = Town.phone();
        byte[] faulty = workbook(List.of("Name", "Phone", "Station", "Skills"), List.of("王建军", phone, "没有的驿站", "灯、飞行"));
        assertThat(look("WORKERS", faulty).body().get("faults").valueStream().map(ImportApiTests::fault))
                .containsExactlyInAnyOrder("2 驿站 cell-word", "2 技能 cell-word");
        byte[] sheet = workbook(List.of("技能", "手机", "姓名", "驿站"), List.of("灯、TAP", phone, "王建军", "老王+服务驿站"));

        Town.Answer looked = look("WORKERS", sheet);
        assertThat(confirm(town().admin, looked).status()).isEqualTo(200);

        Town.Person worker = town().signIn("w" + Town.unique(), phone);
        JsonNode shift = town().send(
                        "PUT",
                        worker,
                        "/api/worker/shift",
                        Map.of("onDuty", true, "stationId", town().stationId),
                        null);
        assertThat(shift.get("skills").toString()).isEqualTo("[\"BULB\",\"TAP\"]");
        assertThat(look("WORKERS", sheet).body().get("known").asInt()).isEqualTo(1);
    }

    @Test
    void menusGetTheirDishesDayByDay() {
        String lunch = town().service("MEAL", "午餐", "AT_DOOR", null, null);
        LocalDate day =
                LocalDate.ofInstant(CLOCK.instant(), ZoneId.of("Asia/Shanghai")).plusDays(2);
        byte[] sheet = workbook(
                List.of("日期", "菜名", "过敏原", "标记"),
                List.of(day.toString(), "红烧豆腐", "大豆、麸质", "软食"),
                List.of(day.toString(), "米饭", "", ""),
                List.of(day.plusDays(1).toString(), "清蒸鱼", "鱼", ""),
                List.of("2020-01-01", "昨天的菜", "", ""));
        Town.Answer faulty = look("MENUS", sheet, "&serviceId=" + lunch);
        assertThat(faulty.body().get("faults").valueStream().map(ImportApiTests::fault))
                .containsExactly("5 日期 menu-day-past");
        byte[] right = workbook(
                List.of("日期", "菜名", "过敏原", "标记"),
                List.of(day.toString(), "红烧豆腐", "大豆、麸质", "软食"),
                List.of(day, "米饭", "", ""));

        assertThat(look("MENUS", right).code()).isEqualTo("import-service");
        Town.Answer looked = look("MENUS", right, "&serviceId=" + lunch);
        assertThat(looked.body().get("added").asInt()).isEqualTo(1);
        confirm(town().admin, looked);

        JsonNode menus = town().get(null, "/api/services/" + lunch + "/menus");
        assertThat(menus).hasSize(1);
        assertThat(menus.get(0).at("/dishes/0/name").asString()).isEqualTo("红烧豆腐");
        assertThat(menus.get(0).at("/dishes/0/allergens").toString()).contains("SOY", "GLUTEN");
        assertThat(menus.get(0).get("dishes")).hasSize(2);
    }

    @Test
    void onlyAdminsOfThatCommunityImport() {
        byte[] sheet = workbook(RESIDENTS, List.of("杨秀英", Town.phone(), "", "", ""));
        Town other = new Town(api(), WECHAT);
        String address = "/api/admin/imports/RESIDENTS?communityId=" + town().communityId;
        assertThat(posted(town().staff("孙丽", "FINANCE"), address, sheet).code()).isEqualTo("role-missing");
        assertThat(posted(other.admin, address, sheet).code()).isEqualTo("role-missing");
        Town.Answer looked = look("RESIDENTS", sheet);

        assertThat(confirm(other.admin, looked).code()).isEqualTo("import-unknown");
        CLOCK.advance(Duration.ofMinutes(61));
        assertThat(confirm(town().admin, looked).code()).as("too late").isEqualTo("import-unknown");
    }

    @Test
    void whatIsNoSheetIsRefused() {
        byte[] tooLarge = new byte[(1 << 20) + 1];
        byte[] manyRows = workbook(
                RESIDENTS,
                IntStream.range(0, 1001)
                        .mapToObj(i -> List.<Object>of("居民", "1390000" + (1000 + i), "", "", ""))
                        .toList());

        assertThat(look("RESIDENTS", "no workbook".getBytes()).code()).isEqualTo("import-unreadable");
        assertThat(look("RESIDENTS", new byte[0]).code()).isEqualTo("import-unreadable");
        assertThat(look("RESIDENTS", bomb()).code()).isEqualTo("import-unreadable");
        assertThat(look("RESIDENTS", tooLarge).code()).isEqualTo("body-too-large");
        assertThat(look("RESIDENTS", manyRows).code()).isEqualTo("import-too-long");
        assertThat(look("RESIDENTS", workbook(RESIDENTS)).code()).isEqualTo("import-empty");
        assertThat(look("RESIDENTS", workbook(List.of("姓名"), List.of("杨秀英")))
                        .body()
                        .get("missing")
                        .asString())
                .isEqualTo("手机");
    }

    @Test
    void theTemplateIsASheetThatCanBeImported() throws IOException {
        byte[] template = api().get()
                .uri("/api/admin/imports/RESIDENTS/template")
                .headers(headers -> headers.setBearerAuth(town().admin.token()))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(byte[].class)
                .returnResult()
                .getResponseBody();

        try (ReadableWorkbook book = new ReadableWorkbook(new ByteArrayInputStream(template))) {
            assertThat(book.getFirstSheet().read().get(0).getCellText(1)).isEqualTo("手机");
        }
        assertThat(look("RESIDENTS", template).body().get("faults")).isEmpty();
    }

    private Town.Answer found(String phone) {
        return town().exchange(
                        "POST",
                        town().staff("陈燕", "OPERATOR"),
                        "/api/station/residents/search",
                        Map.of("phone", phone),
                        null);
    }

    private Town.Answer look(String kind, byte[] file) {
        return look(kind, file, "");
    }

    private Town.Answer look(String kind, byte[] file, String more) {
        return posted(town().admin, "/api/admin/imports/" + kind + "?communityId=" + town().communityId + more, file);
    }

    private Town.Answer posted(Town.Person caller, String address, byte[] file) {
        var result = api().post()
                .uri(address)
                .headers(headers -> headers.setBearerAuth(caller.token()))
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType(MediaType.valueOf(Sheet.XLSX))
                .bodyValue(file)
                .exchange()
                .expectBody(byte[].class)
                .returnResult();
        return new Town.Answer(result.getStatus().value(), JSON.readTree(result.getResponseBody()));
    }

    private Town.Answer confirm(Town.Person caller, Town.Answer looked) {
        String address = "/api/admin/imports/" + looked.body().get("id").asString() + "/confirmation";
        return town().exchange("POST", caller, address, null, null);
    }

    @SafeVarargs
    private static byte[] workbook(List<String> columns, List<Object>... rows) {
        return workbook(columns, List.of(rows));
    }

    private static byte[] workbook(List<String> columns, List<List<Object>> rows) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (Workbook book = new Workbook(file, "test", "1.0")) {
            Worksheet sheet = book.newWorksheet("1");
            for (int column = 0; column < columns.size(); column++) {
                sheet.value(0, column, columns.get(column));
                for (int row = 0; row < rows.size(); row++) {
                    write(sheet, row + 1, column, rows.get(row).get(column));
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return file.toByteArray();
    }

    private static void write(Worksheet sheet, int row, int column, Object cell) {
        if (cell instanceof Number number) {
            sheet.value(row, column, number);
        } else if (cell instanceof LocalDate day) {
            sheet.value(row, column, day);
        } else if (!cell.equals("")) {
            sheet.value(row, column, String.valueOf(cell));
        }
    }

    /** Small as it comes, 64 MB when it is unpacked. */
    private static byte[] bomb() {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(file)) {
            zip.putNextEntry(new ZipEntry("xl/workbook.xml"));
            for (int i = 0; i < 64; i++) {
                zip.write(new byte[1 << 20]);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return file.toByteArray();
    }
}
