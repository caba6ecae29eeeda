package community.doorstep.checkout;

import static community.doorstep.checkout.PaidLunches.number;
import static community.doorstep.checkout.PaidLunches.wanted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import community.doorstep.ApiTest;
import community.doorstep.Town;
import community.doorstep.Town.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class LinkApiTests extends ApiTest {

    private static final String LINKS = "/api/payment-links";

    private PaidLunches lunches;
    private Town.Person elder;
    private Town.Person daughter;
    private String booking;

    @BeforeEach
    void anEldersLunchIsHeld() {
        lunches = new PaidLunches(town(), "BEFORE", WECHAT, port);
        elder = town().resident("何奶奶", "1944-03-01");
        daughter = town().resident("何小红", "1972-03-01");
        booking = lunches.booked(elder);
    }

    @Test
    void aRelativePaysAndLearnsNothingButAmountAndService() {
        String token = link();

        JsonNode read = lunches.post(daughter, LINKS + "/reading", Map.of("token", token))
                .body();
        assertThat(read.propertyNames()).containsExactlyInAnyOrder("amountFen", "items", "validUntil");
        assertThat(read.get("amountFen").asLong()).isEqualTo(1500);
        assertThat(read.get("items").toString()).isEqualTo("[{\"words\":\"长者午餐\",\"amountFen\":1500}]");

        Answer request = lunches.post(daughter, LINKS + "/payment", Map.of("token", token));
        WECHAT.pay(number(request.body()));

        await().until(() -> lunches.state(elder, booking).equals("CONFIRMED"));
        assertRefused(lunches.post(daughter, LINKS + "/payment", Map.of("token", token)), 409, "already-paid");
        assertThat(town().get(daughter, "/api/payments")
                        .at("/items/0/amountFen")
                        .asLong())
                .isEqualTo(1500);
    }

    @Test
    void onlyTheFirstWhoAsksCanPayHoweverManyAskAtOnce() {
        String token = link();
        List<Town.Person> many = new ArrayList<>();
        for (int one = 0; one < 6; one++) {
            many.add(town().resident("亲戚" + one, "1970-01-01"));
        }

        List<Integer> statuses = many.stream()
                .map(person -> CompletableFuture.supplyAsync(
                        () -> lunches.post(person, LINKS + "/payment", Map.of("token", token))
                                .status()))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(statuses).containsOnlyOnce(200).contains(409);
        assertRefused(lunches.post(elder, LINKS + "/reading", Map.of("token", token)), 409, "payment-link-used");
    }

    @Test
    void aLinkEndsWithTheHoldAndACodeAfterAQuarterOfAnHour() {
        String token = link();
        CLOCK.advance(Duration.ofMinutes(16));

        assertRefused(lunches.post(daughter, LINKS + "/payment", Map.of("token", token)), 409, "payment-link-over");
        assertRefused(lunches.post(daughter, LINKS + "/reading", Map.of("token", token)), 409, "payment-link-over");
    }

    @Test
    void whoIsAtTheCounterPaysByTheCodeThatIsShownThere() {
        Town.Person counter = town().staff("窗口", "COUNTER");
        Answer code = lunches.post(counter, "/api/station/payment-codes", wanted(booking));
        assertThat(code.status()).isEqualTo(201);
        String token = code.body().get("token").asString();
        assertThat(token).as("fits the scene of a code").hasSize(32);

        WECHAT.pay(number(
                lunches.post(elder, LINKS + "/payment", Map.of("token", token)).body()));

        await().until(() -> lunches.state(elder, booking).equals("CONFIRMED"));
    }

    @Test
    void aTokenThatNobodyGaveOutOrLinksForOthersAreRefused() {
        for (String guess : List.of("A".repeat(32), "short", "../../etc/passwd")) {
            assertRefused(
                    lunches.post(daughter, LINKS + "/payment", Map.of("token", guess)), 404, "payment-link-unknown");
        }
        assertRefused(lunches.post(daughter, LINKS, wanted(booking)), 404, "payable-unknown");
        assertRefused(lunches.post(daughter, LINKS + "/reading", Map.of("token", "")), 400, "invalid-fields");
        assertRefused(lunches.post(daughter, "/api/station/payment-codes", wanted(booking)), 403, "role-missing");
        assertRefused(lunches.post(daughter, "/api/worker/payment-codes", wanted(booking)), 403, "role-missing");
        Town elsewhere = new Town(api(), WECHAT);
        Town.Person foreign = elsewhere.staff("窗口", "COUNTER");
        assertRefused(lunches.post(foreign, "/api/station/payment-codes", wanted(booking)), 404, "payable-unknown");
    }

    @Test
    void theTokenItselfIsKeptNowhere() {
        String token = link();

        assertThat(database.sql("SELECT token_hash FROM payment_link")
                        .map(row -> row.get("token_hash", String.class))
                        .all()
                        .collectList()
                        .block())
                .isNotEmpty()
                .doesNotContain(token);
    }

    private String link() {
        Answer made = lunches.post(elder, LINKS, wanted(booking));
        assertThat(made.status()).isEqualTo(201);
        return made.body().get("token").asString();
    }

    private static void assertRefused(Answer answer, int status, String code) {
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.status()).isEqualTo(status);
    }
}
