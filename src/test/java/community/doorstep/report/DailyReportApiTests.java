package community.doorstep.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import community.doorstep.ApiTest;
import community.doorstep.Town;
import community.doorstep.repair.RepairsInTown;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class DailyReportApiTests extends ApiTest {

    private RepairsInTown repairs;
    private Town.Person resident;
    private Town.Person worker;
    private LocalDate today;

    @BeforeEach
    void station() {
        repairs = new RepairsInTown(town(), 1000L);
        worker = repairs.worker("王建国", "TAP");
        resident = town().resident("李奶奶", "1942-04-01");
        today = LocalDate.ofInstant(CLOCK.instant(), ZoneId.of("Asia/Shanghai"));
    }

    @Test
    void aDayIsCountedByStationServiceAndDay() {
        String first = repairs.repaired(resident, worker, RepairsInTown.details("TAP", "501"));
        String second = repairs.repaired(resident, worker, RepairsInTown.details("TAP", "501"));
        String third = repairs.booked(town().resident("张伯", "1950-01-01"), RepairsInTown.details("TAP", "502"));
        repairs.waits(worker, third);
        String fourth = repairs.booked(resident, RepairsInTown.details("TAP", "501"));
        town().post(resident, "/api/bookings/" + fourth + "/cancellation", null);
        town().cashAtTheDoor(worker, first);
        town().post(resident, "/api/bookings/" + first + "/rating", Map.of("stars", 5));
        await().atMost(Duration.ofSeconds(10))
                .until(() -> town().get(resident, "/api/bookings/" + second)
                        .get("state")
                        .asString()
                        .equals("FULFILLED"));
        town().post(resident, "/api/bookings/" + second + "/rating", Map.of("stars", 4));
        town().post(resident, "/api/bookings/" + second + "/complaints", Map.of("words", "来晚了"));
        await().atMost(Duration.ofSeconds(10))
                .until(() -> rows().at("/0/figures/incomeFen").asLong() == 1000);

        JsonNode row = rows().get(0);

        assertThat(rows()).hasSize(1);
        assertThat(row.get("day").asString()).isEqualTo(today.toString());
        assertThat(row.get("station").asString()).isEqualTo("老王+服务驿站");
        assertThat(row.get("service").asString()).isEqualTo("上门维修");
        assertThat(row.get("stars").decimalValue()).isEqualByComparingTo("4.5");
        Map<String, Integer> expected = Map.of(
                "bookings",
                3,
                "served",
                1,
                "cancelled",
                1,
                "missed",
                0,
                "visits",
                2,
                "onTime",
                2,
                "kept",
                2,
                "ratings",
                2,
                "complaints",
                1,
                "subsidyFen",
                0);
        expected.forEach((figure, value) ->
                assertThat(row.get("figures").get(figure).asInt()).as(figure).isEqualTo(value));
    }

    @Test
    void visitsUnderWarrantyAndFaultsInTheStreetAreCountedToo() {
        String first = repairs.repaired(resident, worker, RepairsInTown.details("TAP", "501"));
        String visit = town().made(resident, "/api/repairs/" + first + "/warranty-visit", null);
        repairs.inHand(worker, visit);
        double latitude = 20 + Math.floorMod(System.nanoTime(), 40_000_000L) / 1e6;
        database.sql("UPDATE station SET latitude = :latitude WHERE id = :id")
                .bind("latitude", latitude)
                .bind("id", java.util.UUID.fromString(town().stationId))
                .then()
                .block();
        town().made(
                        resident,
                        "/api/street-faults",
                        Map.of(
                                "kind",
                                "LAMP",
                                "place",
                                Map.of("latitude", latitude, "longitude", 101.7184),
                                "words",
                                "灯不亮"));

        List<JsonNode> rows = rows().valueStream().toList();

        assertThat(rows).hasSize(2);
        JsonNode repair = rows.stream()
                .filter(row -> row.get("service").asString().equals("上门维修"))
                .findFirst()
                .orElseThrow();
        assertThat(repair.at("/figures/bookings").asInt()).isEqualTo(1);
        assertThat(repair.at("/figures/warranty").asInt()).isEqualTo(1);
        JsonNode street = rows.stream()
                .filter(row -> row.get("serviceId").isNull())
                .findFirst()
                .orElseThrow();
        assertThat(street.get("service").asString()).isEqualTo("街面报修");
        assertThat(street.at("/figures/faults").asInt()).isEqualTo(1);
        assertThat(street.at("/figures/fixed").asInt()).isZero();
        assertThat(new String(file("csv"), StandardCharsets.UTF_8)).contains("街面报修", "保修上门");
    }

    @Test
    void asASheetTheSameFigures() {
        repairs.repaired(resident, worker, RepairsInTown.details("TAP", "501"));

        String csv = new String(file("csv"), StandardCharsets.UTF_8);
        byte[] xlsx = file("xlsx");

        List<String> lines = csv.lines().toList();
        assertThat(lines.get(0)).contains("日期", "驿站", "服务人数", "补贴（元）");
        assertThat(lines.get(1)).contains("老王+服务驿站", "上门维修", today.toString());
        assertThat(Arrays.copyOf(xlsx, 2)).as("a zip, as spreadsheets are").isEqualTo(new byte[] {'P', 'K'});
    }

    @Test
    void figuresAreForTheCommunitysAdminAndFinance() {
        String address = address(today, today);
        Town elsewhere = new Town(api(), WECHAT);

        assertThat(town().exchange("GET", town().staff("财务", "FINANCE"), address, null, null)
                        .status())
                .isEqualTo(200);
        for (Town.Person other : List.of(elsewhere.admin, worker, resident, town().staff("站长", "STATION_LEAD"))) {
            assertThat(town().exchange("GET", other, address, null, null).code())
                    .isEqualTo("role-missing");
        }
        assertThat(town().exchange("GET", town().admin, address(today, today.minusDays(1)), null, null)
                        .code())
                .isEqualTo("date-range-invalid");
        assertThat(town().exchange("GET", town().admin, address(today.minusDays(92), today), null, null)
                        .code())
                .isEqualTo("date-range-invalid");
    }

    private JsonNode rows() {
        return town().get(town().admin, address(today, today));
    }

    private String address(LocalDate from, LocalDate to) {
        return "/api/admin/reports/daily?communityId=" + town().communityId + "&from=" + from + "&to=" + to;
    }

    private byte[] file(String format) {
        return api().get()
                .uri(address(today, today) + "&format=" + format)
                .headers(headers -> headers.setBearerAuth(town().admin.token()))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(byte[].class)
                .returnResult()
                .getResponseBody();
    }
}
