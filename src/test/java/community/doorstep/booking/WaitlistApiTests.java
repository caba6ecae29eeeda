package community.doorstep.booking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import community.doorstep.ApiTest;
import community.doorstep.Town;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class WaitlistApiTests extends ApiTest {

    private static final Duration SOON = Duration.ofSeconds(15);

    @Test
    void aSeatThatComesFreeIsOfferedToTheFirstInLineAndToNobodyElse() {
        ServiceInTown lunch = aLunch("{}", 1);
        String slot = lunch.slots.get(1);
        Town.Person lin = town().resident("林小红", "1990-05-01");
        Town.Person chen = town().resident("陈大哥", "1970-05-01");
        Town.Person zhou = town().resident("周奶奶", "1944-05-01");
        String booking = lunch.book(lin, slot, null);
        String first = joined(chen, slot);
        String second = joined(zhou, slot);
        assertThat(entry(chen, first).get("position").asInt()).isEqualTo(1);
        assertThat(entry(zhou, second).get("position").asInt()).isEqualTo(2);

        lunch.cancel(lin, booking, null);

        JsonNode offered = entry(chen, first);
        assertThat(offered.get("state").asString()).isEqualTo("OFFERED");
        assertThat(Instant.parse(offered.get("offerUntil").asString())).isAfter(CLOCK.instant());
        assertThat(entry(zhou, second).get("position").asInt()).isEqualTo(1);
        assertThat(lunch.seatsLeft(slot)).isZero();
        assertThat(lunch.tryToBook(lin, slot, null).code()).isEqualTo("slot-full");
        assertThat(bookOffered(lunch, zhou, slot, first).code()).isEqualTo("offer-lapsed");
        assertThat(bookOffered(lunch, chen, slot, first).status()).isEqualTo(201);
        assertThat(entry(chen, first).get("state").asString()).isEqualTo("TAKEN");
        assertThat(lunch.seatsLeft(slot)).isZero();
    }

    @Test
    void anOfferThatLapsesOrIsDeclinedMovesOn() {
        ServiceInTown lunch = aLunch("{\"waiting\": {\"lots\": false, \"lotMinutes\": 1, \"offerMinutes\": 20}}", 1);
        String slot = lunch.slots.get(2);
        Town.Person lin = town().resident("林小红", "1990-05-01");
        Town.Person chen = town().resident("陈大哥", "1970-05-01");
        Town.Person zhou = town().resident("周奶奶", "1944-05-01");
        String booking = lunch.book(lin, slot, null);
        String first = joined(chen, slot);
        String second = joined(zhou, slot);
        lunch.cancel(lin, booking, null);

        CLOCK.advance(Duration.ofMinutes(21));
        await().atMost(SOON).until(() -> state(zhou, second).equals("OFFERED"));
        assertThat(state(chen, first)).isEqualTo("LAPSED");
        assertThat(bookOffered(lunch, chen, slot, first).code()).isEqualTo("offer-lapsed");

        town().send("POST", zhou, "/api/waitlist/" + second + "/withdrawal", null, null);
        assertThat(state(zhou, second)).isEqualTo("LEFT");
        assertThat(lunch.seatsLeft(slot)).isEqualTo(1);
        assertThat(town().send("POST", zhou, "/api/waitlist/" + second + "/withdrawal", null, null)
                        .get("state")
                        .asString())
                .isEqualTo("LEFT");
        assertThat(withdraw(chen, first).code()).isEqualTo("not-waiting");
        lunch.book(lin, slot, null);
    }

    /** Who sleeps has their twenty minutes in the morning. */
    @Test
    void anOffersClockStandsStillInQuietHours() {
        ServiceInTown lunch = aLunch("{\"waiting\": {\"lots\": false, \"lotMinutes\": 1, \"offerMinutes\": 20}}", 1);
        String slot = lunch.slots.get(3);
        Town.Person lin = town().resident("林小红", "1990-05-01");
        Town.Person chen = town().resident("陈大哥", "1970-05-01");
        LocalTime now = CLOCK.instant().atZone(ZoneId.of("Asia/Shanghai")).toLocalTime();
        Map<String, ?> quiet = Map.of(
                "from", now.minusHours(1).toString(), "until", now.plusHours(2).toString());
        town().send("PUT", chen, "/api/me/quiet-hours", quiet, null);
        String booking = lunch.book(lin, slot, null);
        String entry = joined(chen, slot);
        lunch.cancel(lin, booking, null);

        Instant until = Instant.parse(entry(chen, entry).get("offerUntil").asString());
        assertThat(Duration.between(CLOCK.instant(), until))
                .isBetween(Duration.ofMinutes(138), Duration.ofMinutes(140));
        CLOCK.advance(Duration.ofHours(2));
        assertThat(bookOffered(lunch, chen, slot, entry).status()).isEqualTo(201);
    }

    @Test
    void aHoldThatRunsOutGoesToTheLine() {
        ServiceInTown lunch = new ServiceInTown(town(), database, "MEAL", "BEFORE", 1500, "{}", LocalTime.NOON, 1);
        String slot = lunch.slots.get(2);
        Town.Person lin = town().resident("林小红", "1990-05-01");
        Town.Person chen = town().resident("陈大哥", "1970-05-01");
        lunch.book(lin, slot, null);
        String entry = joined(chen, slot);

        CLOCK.advance(Duration.ofMinutes(16));

        await().atMost(SOON).until(() -> state(chen, entry).equals("OFFERED"));
        assertThat(bookOffered(lunch, chen, slot, entry).status()).isEqualTo(201);
    }

    @Test
    void nobodyWaitsForNothingOrTwiceOrForAStranger() {
        ServiceInTown lunch = aLunch("{}", 1);
        String slot = lunch.slots.get(1);
        Town.Person lin = town().resident("林小红", "1990-05-01");
        Town.Person chen = town().resident("陈大哥", "1970-05-01");
        assertThat(join(chen, slot, null, UUID.randomUUID().toString()).code()).isEqualTo("seats-left");
        lunch.book(lin, slot, null);

        String key = UUID.randomUUID().toString();
        String entry = join(chen, slot, null, key).body().get("id").asString();
        assertThat(join(chen, slot, null, key).body().get("id").asString()).isEqualTo(entry);
        Town.Answer again = join(chen, slot, null, UUID.randomUUID().toString());
        assertThat(again.code()).isEqualTo("already-waiting");
        assertThat(again.body().get("entryId").asString()).isEqualTo(entry);
        assertThat(join(chen, lunch.slots.get(2), null, key).code()).isEqualTo("key-reused");
        assertThat(join(lin, slot, null, UUID.randomUUID().toString()).code()).isEqualTo("already-booked");
        assertThat(join(lin, slot, chen.id(), UUID.randomUUID().toString()).code())
                .isEqualTo("person-unknown");
        assertThat(join(
                                lin,
                                UUID.randomUUID().toString(),
                                null,
                                UUID.randomUUID().toString())
                        .code())
                .isEqualTo("slot-unknown");
        assertThat(town().exchange("GET", lin, "/api/waitlist/" + entry, null, null)
                        .code())
                .isEqualTo("entry-unknown");
        assertThat(withdraw(lin, entry).code()).isEqualTo("entry-unknown");
        assertThat(town().get(chen, "/api/me/waitlist").get("items")).hasSize(1);
        assertThat(town().get(lin, "/api/me/waitlist").get("items")).isEmpty();
    }

    @Test
    void theOperatorPutsACallerInLine() {
        ServiceInTown lunch = aLunch("{}", 1);
        String slot = lunch.slots.get(1);
        Town.Person operator = town().staff("前台", "OPERATOR");
        Town.Person zhou = town().resident("周奶奶", "1944-05-01");
        lunch.book(town().resident("林小红", "1990-05-01"), slot, null);

        JsonNode entry =
                town().post(operator, "/api/station/slots/" + slot + "/waitlist", Map.of("beneficiaryId", zhou.id()));

        assertThat(state(zhou, entry.get("id").asString())).isEqualTo("WAITING");
        assertThat(town().exchange(
                                "POST",
                                zhou,
                                "/api/station/slots/" + slot + "/waitlist",
                                Map.of("beneficiaryId", zhou.id()),
                                UUID.randomUUID().toString())
                        .code())
                .isEqualTo("role-missing");
    }

    @Test
    void whoWaitsForASlotThatIsOverIsLetGo() {
        ServiceInTown lunch = aLunch("{}", 1);
        String slot = lunch.slots.get(0);
        Town.Person chen = town().resident("陈大哥", "1970-05-01");
        lunch.book(town().resident("林小红", "1990-05-01"), slot, null);
        String entry = joined(chen, slot);

        CLOCK.set(lunch.start(0, Instant.now()).plus(Duration.ofHours(2)));

        await().atMost(SOON).until(() -> state(chen, entry).equals("LAPSED"));
    }

    /** Opening two days ahead at noon; entries are taken for ten minutes. */
    @Test
    void aDrawIsByLotAndAnybodyCanRecomputeIt() {
        ServiceInTown care = aLunch("""
            {"opening": {"daysBefore": 2, "at": "12:00"},
             "waiting": {"lots": true, "lotMinutes": 10, "offerMinutes": 30}}
            """, 2);
        String slot = care.slots.get(4);
        Instant opening = care.start(4, Instant.now()).minus(Duration.ofDays(2));
        List<Town.Person> parents = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            parents.add(town().resident("家长", "1988-01-0" + (i + 1)));
        }
        JsonNode promise = town().get(null, "/api/slots/" + slot + "/lottery");
        assertThat(promise.get("seedHash").asString()).hasSize(64);
        assertThat(promise.get("seed").isNull()).isTrue();
        assertThat(join(parents.get(0), slot, null, UUID.randomUUID().toString())
                        .code())
                .isEqualTo("not-open-yet");

        CLOCK.set(opening.plusSeconds(30));
        assertThat(care.tryToBook(parents.get(0), slot, null).code()).isEqualTo("drawn-by-lot");
        Map<String, Town.Person> entries = new LinkedHashMap<>();
        parents.forEach(parent -> entries.put(joined(parent, slot), parent));
        CLOCK.set(opening.plus(Duration.ofMinutes(10)));
        await().atMost(SOON)
                .until(() -> !town().get(null, "/api/slots/" + slot + "/lottery")
                        .get("seed")
                        .isNull());

        JsonNode proof = town().get(null, "/api/slots/" + slot + "/lottery");
        String seed = proof.get("seed").asString();
        List<String> order =
                proof.get("order").valueStream().map(JsonNode::asString).toList();
        assertThat(promise.get("seedHash").asString()).isEqualTo(sha256(seed));
        String list = sha256(entries.keySet().stream().sorted().reduce("", (all, id) -> all + id + "\n"));
        assertThat(proof.get("listHash").asString()).isEqualTo(list);
        assertThat(order)
                .isEqualTo(entries.keySet().stream()
                        .sorted(Comparator.comparing(id -> sha256(seed + ":" + list + ":" + id)))
                        .toList());
        List<String> states =
                order.stream().map(id -> state(entries.get(id), id)).toList();
        assertThat(states).containsExactly("OFFERED", "OFFERED", "WAITING", "WAITING", "WAITING");
        assertThat(entry(entries.get(order.get(3)), order.get(3))
                        .get("position")
                        .asInt())
                .isEqualTo(2);
        assertThat(bookOffered(care, entries.get(order.get(0)), slot, order.get(0))
                        .status())
                .isEqualTo(201);
        assertThat(care.seatsLeft(slot)).isZero();
    }

    private ServiceInTown aLunch(String rules, int capacity) {
        return new ServiceInTown(town(), database, "MEAL", "AT_DOOR", 1500, rules, LocalTime.NOON, capacity);
    }

    private Town.Answer join(Town.Person caller, String slot, String beneficiary, String key) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("beneficiaryId", beneficiary);
        return town().exchange("POST", caller, "/api/slots/" + slot + "/waitlist", body, key);
    }

    private String joined(Town.Person caller, String slot) {
        Town.Answer answer = join(caller, slot, null, UUID.randomUUID().toString());
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
        return answer.body().get("id").asString();
    }

    private Town.Answer bookOffered(ServiceInTown service, Town.Person caller, String slot, String entry) {
        String quote = town().post(caller, "/api/quotes", Map.of("serviceId", service.id, "slotId", slot))
                .get("token")
                .asString();
        Map<String, Object> body = Map.of("slotId", slot, "quote", quote, "offerId", entry);
        return town().exchange(
                        "POST", caller, "/api/bookings", body, UUID.randomUUID().toString());
    }

    private Town.Answer withdraw(Town.Person caller, String entry) {
        return town().exchange("POST", caller, "/api/waitlist/" + entry + "/withdrawal", null, null);
    }

    private JsonNode entry(Town.Person caller, String entry) {
        return town().get(caller, "/api/waitlist/" + entry);
    }

    private String state(Town.Person caller, String entry) {
        return entry(caller, entry).get("state").asString();
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
