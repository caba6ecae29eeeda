package community.doorstep.partners;

import static community.doorstep.partners.PartnersInTown.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import community.doorstep.Town;
import community.doorstep.shared.Ids;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A traditional-medicine shop grinds and boils herbs for residents: its own people, its own promises, the same dispatch. */
class PartnersApiTests extends PartnersTest {

    @Test
    void herbsAreGroundFetchedAtTheCounterAndPaidByAFund() {
        paidByTheGovernanceFund(1_500);
        JsonNode promise = town().get(null, "/api/services/" + grinding + "/promise");
        assertThat(promise.get("minutes").asInt()).isEqualTo(60);
        assertThat(promise.get("onDuty").asInt()).isEqualTo(1);

        String booking = partners.booked(resident, grinding, PartnersInTown.wish());
        String job = partners.waiting(herbalist);
        assertThat(job).isEqualTo(booking);
        assertThat(partners.board(herbalist).at("/waiting").toString()).doesNotContain("三七", "李桂芳");
        partners.step(herbalist, job, "claim");
        JsonNode held = partners.held(herbalist);
        assertThat(held.get("note").asString()).isEqualTo("三七 200 克，打粉");
        assertThat(held.get("address").asString()).isEqualTo("望江街 30 号");
        assertThat(held.get("name").asString()).isEqualTo("李桂芳");
        assertThat(partners.errand(resident, booking).get("state").asString()).isEqualTo("ASKED");

        partners.step(herbalist, job, "arrival");
        partners.becomes(resident, booking, "READY");
        await().atMost(SOON).until(() -> told(resident).contains("ERRAND_READY"));
        assertThat(told(resident)).doesNotContain("WORKER_ON_THE_WAY");
        assertThat(fulfilled(booking)).isFalse();

        partners.step(herbalist, job, "completion");
        partners.becomes(resident, booking, "DONE");
        assertThat(fulfilled(booking)).isTrue();
        assertThat(outcome(booking)).isEqualTo("KEPT");
        await().atMost(SOON).until(() -> owedToTheShop() == 1_500);
        assertThat(spent()).isEqualTo(1_500);
    }

    @Test
    void boiledHerbsAreBroughtToTheDoorByTheShopWithinTwoHours() {
        free();
        Instant before = CLOCK.instant();
        String booking = partners.booked(resident, boiling, PartnersInTown.wishAtTheDoor());
        String job = partners.waiting(herbalist);
        partners.step(herbalist, job, "claim");
        JsonNode held = partners.held(herbalist);
        assertThat(held.get("address").asString()).isEqualTo("望江街 12 号院 3 栋 501");
        assertThat(held.get("note").asString()).contains("三七", "放门口鞋柜");
        Instant promised = Instant.parse(
                partners.errand(resident, booking).get("promisedBy").asString());
        assertThat(Duration.between(before, promised)).isBetween(Duration.ofMinutes(119), Duration.ofMinutes(121));
        await().atMost(SOON).until(() -> told(resident).contains("WORKER_ON_THE_WAY"));

        partners.step(herbalist, job, "arrival");
        partners.step(herbalist, job, "completion");

        partners.becomes(resident, booking, "DONE");
        assertThat(fulfilled(booking)).isTrue();
        assertThat(outcome(booking)).isEqualTo("KEPT");
        assertThat(told(resident)).doesNotContain("ERRAND_READY");
    }

    @Test
    void whatTheShopDoesNotCarryIsCarriedByTheStation() {
        String service = partners.service("代煎驿站送", partners.carriedFromHome(120));
        town().publishPrices(Map.of(service, 0L));
        Town.Person wang = partners.worker("王建国", town().stationId, "DELIVERY", "ERRAND");
        String booking = partners.booked(resident, service, PartnersInTown.wishAtTheDoor());
        String making = partners.waiting(herbalist);
        assertThat(making).isNotEqualTo(booking);
        assertThat(partners.board(wang).get("waiting")).as("not ready yet").isEmpty();
        partners.step(herbalist, making, "claim");
        JsonNode made = partners.held(herbalist);
        assertThat(made.toString()).contains("三七").doesNotContain("3 栋 501");

        partners.step(herbalist, making, "arrival");
        String way = partners.waiting(wang);
        assertThat(way).isEqualTo(booking);
        partners.becomes(resident, booking, "READY");
        partners.step(herbalist, making, "completion");
        partners.step(wang, way, "claim");
        JsonNode carried = partners.held(wang);
        assertThat(carried.get("note").asString()).contains("取件：济仁堂", "放门口鞋柜").doesNotContain("三七");
        assertThat(carried.get("address").asString()).contains("3 栋 501");
        partners.step(wang, way, "arrival");
        assertThat(fulfilled(booking)).isFalse();
        partners.step(wang, way, "completion");

        partners.becomes(resident, booking, "DONE");
        assertThat(fulfilled(booking)).isTrue();
        assertThat(outcome(booking)).isEqualTo("KEPT");
        assertThat(told(resident)).as("it is brought").doesNotContain("ERRAND_READY");
    }

    @Test
    void theMerchantsPeopleSeeTheirOwnStationsJobsOnly() {
        free();
        Town.Person wang = partners.worker("王建国", town().stationId, "ERRAND");
        String booking = partners.booked(resident, grinding, PartnersInTown.wish());
        assertThat(partners.waiting(herbalist)).isEqualTo(booking);

        assertThat(partners.board(wang).get("waiting")).isEmpty();
        assertThat(code("POST", wang, "/api/worker/jobs/" + booking + "/claim")).isEqualTo("job-unknown");
        Map<String, Object> elsewhere = Map.of("onDuty", true, "stationId", town().stationId);
        assertThat(town().exchange("PUT", herbalist, "/api/worker/shift", elsewhere, null)
                        .status())
                .isBetween(400, 404);
        assertThat(code("GET", town().resident("生人", "1990-01-01"), "/api/errands/" + booking))
                .isEqualTo("errand-unknown");
        assertThat(code("GET", herbalist, "/api/errands/" + booking)).isEqualTo("errand-unknown");
        assertThat(code("GET", resident, "/api/errands/" + Ids.next())).isEqualTo("errand-unknown");
    }

    @Test
    void anOperatorAsksForACaller() {
        free();
        Town.Person operator = town().staff("小周", "OPERATOR");
        Map<String, Object> call = Map.of(
                "slotId", partners.slot(boiling),
                "beneficiaryId", resident.id(),
                "details", PartnersInTown.wishAtTheDoor());

        String booking = town().made(operator, "/api/station/calls", call);

        assertThat(partners.waiting(herbalist)).isEqualTo(booking);
        partners.becomes(resident, booking, "ASKED");
    }

    @Test
    void theSameThingMayBeAskedForTwiceOnADay() {
        free();

        partners.booked(resident, grinding, PartnersInTown.wish());
        partners.booked(resident, grinding, PartnersInTown.wish());
        partners.booked(resident, boiling, PartnersInTown.wishAtTheDoor());

        await().atMost(SOON)
                .until(() -> partners.board(herbalist).get("waiting").size() == 3);
    }

    @Test
    void nobodyFetchedItAndTheBookingIsNotFulfilled() {
        free();
        String booking = partners.booked(resident, grinding, PartnersInTown.wish());
        String job = partners.waiting(herbalist);
        partners.step(herbalist, job, "claim");
        partners.step(herbalist, job, "arrival");

        town().post(herbalist, "/api/worker/jobs/" + job + "/nobody-home", Map.of("reason", "没来取"));

        partners.becomes(resident, booking, "UNMET");
        assertThat(fulfilled(booking)).isFalse();
    }

    @Test
    void whatIsAskedForIsSealedGivenToItsOwnerAndForgottenWithThem() {
        free();
        String booking = partners.booked(resident, grinding, PartnersInTown.wish());
        String job = partners.waiting(herbalist);
        assertThat(sealed(booking)).isNotEmpty().doesNotContain("三七");
        partners.step(herbalist, job, "claim");
        partners.step(herbalist, job, "arrival");
        partners.step(herbalist, job, "completion");
        partners.becomes(resident, booking, "DONE");
        assertThat(town().get(resident, "/api/me/data").toString()).contains("三七 200 克，打粉");

        town().send("POST", resident, "/api/me/deletion", Map.of("forever", true), null);

        assertThat(sealed(booking)).isEmpty();
    }

    private String code(String method, Town.Person caller, String address) {
        return town().exchange(method, caller, address, null, null).code();
    }

    private boolean fulfilled(String booking) {
        return town().get(resident, "/api/bookings/" + booking)
                .get("state")
                .asString()
                .equals("FULFILLED");
    }

    private String outcome(String booking) {
        return await().atMost(SOON)
                .until(
                        () -> database.sql(
                                        "SELECT coalesce(max(outcome), '') AS outcome FROM promise WHERE job_id = :id")
                                .bind("id", UUID.fromString(booking))
                                .map(row -> row.get("outcome", String.class))
                                .one()
                                .block(Duration.ofSeconds(5)),
                        outcome -> !outcome.isEmpty());
    }

    /** What lies in the table, as text. */
    private String sealed(String booking) {
        byte[] kept = database.sql("SELECT coalesce(details, ''::bytea) AS details FROM errand WHERE booking_id = :id")
                .bind("id", UUID.fromString(booking))
                .map(row -> row.get("details", byte[].class))
                .one()
                .block(Duration.ofSeconds(5));
        return new String(kept, StandardCharsets.UTF_8);
    }

    private void paidByTheGovernanceFund(long fen) {
        town().post(
                        town().admin,
                        "/api/admin/funds",
                        Map.of(
                                "communityId", town().communityId,
                                "code", "governance",
                                "kind", "GOVERNANCE",
                                "nameZh", "社区治理专项资金",
                                "nameEn", "governance fund"));
        town().post(
                        town().admin,
                        "/api/admin/budgets",
                        Map.of(
                                "communityId", town().communityId,
                                "fund", "governance",
                                "purpose", "ERRAND",
                                "periodStart", "2020-01-01",
                                "periodEnd", "2099-12-31",
                                "amountFen", 100_000));
        Map<String, Object> rule = Map.of(
                "code", "herbs-free",
                "nameZh", "免费打粉",
                "nameEn", "Herbs ground for nothing",
                "services", List.of(grinding),
                "when", Map.of("minAge", 60),
                "effect", Map.of("kind", "FREE"),
                "tier", "PUBLIC_BENEFIT",
                "fund", "governance",
                "whenEmpty", "REFUSE");
        town().publishPrices(
                        Map.of(grinding, fen),
                        List.of(Map.of("code", "governance", "nameZh", "治理资金", "nameEn", "governance fund")),
                        List.of(rule));
    }

    private long spent() {
        return number(
                "SELECT coalesce(sum(spent_fen), 0)::bigint AS n FROM budget WHERE community_id = :id",
                town().communityId);
    }

    /** The account of the shop's station: what is owed stands below zero. */
    private long owedToTheShop() {
        Town.Answer account = town().exchange(
                        "GET",
                        town().admin,
                        "/api/admin/ledger/accounts/station-" + partners.shop + "/entries",
                        null,
                        null);
        return account.status() == 404 ? 0 : -account.body().get("closingFen").asLong();
    }
}
