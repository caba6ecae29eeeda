package community.doorstep.pickup;

import static org.assertj.core.api.Assertions.assertThat;

import community.doorstep.ApiTest;
import community.doorstep.Town;
import community.doorstep.children.CareCentre;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;

class PickUpApiTests extends ApiTest {

    private static final Map<String, Object> OLD_LI = Map.of("name", "老李", "phone", "13977778888", "relation", "");

    private CareCentre centre;
    private String booking;

    @BeforeEach
    void aChildAtTheCentre() {
        centre = new CareCentre(town(), CLOCK);
        booking = centre.booked(centre.child);
        centre.onDuty(centre.teacher);
        centre.at("15:00");
        town().send("POST", centre.teacher, "/api/station/care/bookings/" + booking + "/check-in", null, null);
    }

    @Test
    void ofManyWhoFetchAtOnceOneDoes() {
        List<Integer> answers = Flux.range(0, 8)
                .flatMap(
                        one -> Mono.fromCallable(
                                        () -> pickUp(Map.of("childId", centre.child, "guardianId", centre.mother.id()))
                                                .status())
                                .subscribeOn(Schedulers.boundedElastic()),
                        8)
                .collectList()
                .block(Duration.ofSeconds(60));

        assertThat(answers).containsOnlyOnce(201).contains(409);
    }

    @Test
    void whoIsForbiddenItIsRefusedByListByPassAndByName() {
        String listed = listed(OLD_LI).body().get("id").asString();
        JsonNode pass = given(OLD_LI).body().get("pass");
        ban(OLD_LI);

        assertThat(pickUp(Map.of("childId", centre.child, "personId", listed)).code())
                .isEqualTo("pick-up-not-allowed");
        assertThat(pickUp(Map.of("qr", pass.get("qr").asString())).code()).isEqualTo("pick-up-not-allowed");
        assertThat(pickUp(Map.of("digits", pass.get("digits").asString())).code())
                .isEqualTo("pick-up-not-allowed");
        assertThat(pickUp(Map.of(
                                "childId",
                                centre.child,
                                "saysToBe",
                                Map.of("name", "老 李", "phone", "+8613900000000", "relation", "朋友")))
                        .code())
                .isEqualTo("pick-up-not-allowed");
        assertThat(pickUp(Map.of(
                                "childId",
                                centre.child,
                                "saysToBe",
                                Map.of("name", "陌生人", "phone", "+8613977778888", "relation", "")))
                        .code())
                .isEqualTo("pick-up-not-allowed");
        assertThat(listed(OLD_LI).code()).isEqualTo("pick-up-not-allowed");
        assertThat(given(OLD_LI).code()).isEqualTo("pick-up-not-allowed");
        assertThat(centre.row(booking).get("state").asString()).isEqualTo("ARRIVED");
    }

    @Test
    void aChildGoesHomeAloneWhenAGuardianWhoArrangesSaidSoAndNoneSaidNo() {
        Map<String, Object> alone = Map.of("childId", centre.child, "alone", true);
        assertThat(pickUp(alone).code()).isEqualTo("may-not-walk-alone");
        walking(centre.mother, true);
        walking(centre.father, false);
        assertThat(pickUp(alone).code()).isEqualTo("may-not-walk-alone");
        centre.limit(centre.father, true, false, true);
        assertThat(town().exchange("PUT", centre.father, walkAlone(), Map.of("allowed", true), null)
                        .code())
                .isEqualTo("guardian-limited");
        JsonNode door = town().get(
                        centre.teacher,
                        "/api/station/care/children/" + centre.child + "/pick-up?stationId=" + town().stationId);
        assertThat(door.get("mayWalkAlone").asBoolean())
                .as("his word does not count any more")
                .isTrue();
        assertThat(pickUp(Map.of("childId", centre.child, "alone", false)).code())
                .isEqualTo("pick-up-unclear");
        town().answered(
                        "PUT",
                        town().admin,
                        "/api/admin/care/services/" + centre.service + "/late-fee",
                        Map.of("graceMinutes", 0, "stepMinutes", 15, "stepFen", 500, "mostFen", 3000),
                        Map.of("If-Match", "\"0\""));
        centre.at("18:40");

        assertThat(pickUp(alone).status()).isEqualTo(201);

        JsonNode row = centre.row(booking);
        assertThat(row.get("state").asString()).isEqualTo("LEFT");
        assertThat(row.get("fetched").asString()).isEqualTo("ALONE");
        assertThat(town().get(
                                centre.mother,
                                "/api/me/family/" + centre.child + "/care-month?month="
                                        + centre.day.toString().substring(0, 7))
                        .get("lateFeesFen")
                        .asLong())
                .as("nobody was late")
                .isZero();
        assertThat(pickUp(alone).code()).isEqualTo("already-left");
    }

    private void walking(Town.Person guardian, boolean allowed) {
        town().send("PUT", guardian, walkAlone(), Map.of("allowed", allowed), null);
    }

    private String walkAlone() {
        return "/api/me/family/" + centre.child + "/walk-alone";
    }

    @Test
    void aPassOfAGuardianWhoMayNotArrangeAnyMoreIsNone() {
        String arrange = "/api/me/family/" + centre.child + "/pick-up-passes";
        Map<String, Object> wanted = wanted(Map.of("name", "小赵", "phone", "13900001111", "relation", ""));
        JsonNode pass = town().post(centre.father, arrange, wanted).get("pass");
        centre.limit(centre.father, true, false, true);

        assertThat(pickUp(Map.of("qr", pass.get("qr").asString())).code()).isEqualTo("pick-up-not-allowed");
        assertThat(town().exchange(
                                "POST",
                                centre.father,
                                arrange,
                                wanted,
                                UUID.randomUUID().toString())
                        .code())
                .isEqualTo("guardian-limited");
        assertThat(pickUp(Map.of("childId", centre.child, "guardianId", centre.father.id()))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void aPrintedPassOpensTheDoorOnce() {
        JsonNode pass = given(Map.of("name", "小赵", "phone", "13900001111", "relation", ""))
                .body()
                .get("pass");
        String address = "/api/me/family/" + centre.child + "/pick-up-passes/"
                + pass.get("id").asString() + "/code";
        assertThat(picture(address, "image/png")).startsWith(0x89, 'P', 'N', 'G');
        List<String> scenes = WECHAT.codes().scenes();
        String code = scenes.get(scenes.size() - 1);
        assertThat(town().exchange("GET", town().resident("路人", "1991-01-01"), address, null, null)
                        .code())
                .isEqualTo("person-unknown");

        assertThat(pickUp(Map.of("code", code, "digits", "123456")).code()).isEqualTo("pick-up-unclear");
        assertThat(pickUp(Map.of("code", "A".repeat(22))).code()).isEqualTo("pass-unknown");
        assertThat(pickUp(Map.of("code", code)).status()).isEqualTo(201);
        assertThat(pickUp(Map.of("code", code)).code()).isEqualTo("pass-used");
    }

    @Test
    void aPassIsShownAsPictureAndCanBeTakenBack() {
        JsonNode pass = given(Map.of("name", "小赵", "phone", "13900001111", "relation", ""))
                .body()
                .get("pass");
        String address = "/api/me/family/" + centre.child + "/pick-up-passes/"
                + pass.get("id").asString();

        assertThat(picture(address + "/picture", "image/svg+xml")).startsWith("<svg".getBytes(StandardCharsets.UTF_8));
        assertThat(picture(address + "/picture", "image/png")).startsWith(0x89, 'P', 'N', 'G');
        town().send("DELETE", centre.father, address, null, null);
        assertThat(pickUp(Map.of("qr", pass.get("qr").asString())).code()).isEqualTo("pass-withdrawn");
        assertThat(town().exchange("DELETE", town().resident("路人", "1991-01-01"), address, null, null)
                        .code())
                .isEqualTo("person-unknown");
    }

    @Test
    void aRepeatIsAnsweredAsTheFirstTime() {
        String key = UUID.randomUUID().toString();
        Map<String, Object> wanted =
                Map.of("stationId", town().stationId, "childId", centre.child, "guardianId", centre.mother.id());

        Town.Answer first = town().exchange("POST", centre.teacher, "/api/station/care/pick-ups", wanted, key);
        Town.Answer again = town().exchange("POST", centre.teacher, "/api/station/care/pick-ups", wanted, key);

        assertThat(first.status()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
    }

    @Test
    void whatIsUnclearOrOutOfTheWindowIsRefused() {
        assertThat(pickUp(Map.of("childId", centre.child)).code()).isEqualTo("pick-up-unclear");
        assertThat(pickUp(Map.of("guardianId", centre.mother.id())).code()).isEqualTo("pick-up-unclear");
        assertThat(pickUp(Map.of("qr", "pass.1.x.y", "digits", "123456")).code())
                .isEqualTo("pick-up-unclear");
        assertThat(pickUp(Map.of("qr", "pass.1.x.y")).code()).isEqualTo("pass-unknown");
        Map<String, Object> wanted = new HashMap<>(wanted(OLD_LI));
        wanted.put("until", centre.moment("14:00"));
        String address = "/api/me/family/" + centre.child + "/pick-up-passes";
        assertThat(town().exchange(
                                "POST",
                                centre.mother,
                                address,
                                wanted,
                                UUID.randomUUID().toString())
                        .code())
                .isEqualTo("pass-window");
    }

    @Test
    void aTabletThatCameBackWithAWrongClockLosesNothing() {
        String second = centre.another("周果果");
        String other = centre.booked(centre.mother, second, centre.day.plusDays(1));
        centre.at("18:05");
        Duration wrong = Duration.ofMinutes(11);
        Map<String, Object> journal = new HashMap<>();
        journal.put("stationId", town().stationId);
        journal.put("tabletNow", CLOCK.instant().plus(wrong));
        journal.put(
                "checkIns",
                List.of(
                        Map.of(
                                "id",
                                UUID.randomUUID(),
                                "bookingId",
                                other,
                                "at",
                                centre.moment("15:00").plus(wrong)),
                        Map.of("id", UUID.randomUUID(), "bookingId", UUID.randomUUID(), "at", centre.moment("15:00"))));
        Map<String, Object> notHere = Map.of(
                "id",
                UUID.randomUUID(),
                "childId",
                second,
                "guardianId",
                centre.mother.id(),
                "at",
                centre.moment("17:00").plus(wrong));
        Map<String, Object> here = Map.of(
                "id",
                UUID.randomUUID(),
                "childId",
                centre.child,
                "guardianId",
                centre.mother.id(),
                "at",
                centre.moment("17:30").plus(wrong));
        journal.put("pickUps", new ArrayList<>(List.of(here, notHere)));

        JsonNode taken = town().post(centre.teacher, "/api/station/care/offline", journal);

        assertThat(taken.get("clockWrong").asBoolean()).isTrue();
        assertThat(taken.get("checkIns").findValuesAsString("code")).containsOnly("booking-unknown");
        assertThat(taken.get("pickUps").findValuesAsString("code")).containsExactly("not-checked-in", "");
        Instant left = Instant.parse(centre.row(booking).get("leftAt").asString());
        assertThat(left).isBetween(centre.moment("17:29"), centre.moment("17:31"));
    }

    private byte[] picture(String address, String type) {
        return api().get()
                .uri(address)
                .headers(headers -> {
                    headers.setBearerAuth(centre.mother.token());
                    headers.set("Accept", type);
                })
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentTypeCompatibleWith(type)
                .expectBody(byte[].class)
                .returnResult()
                .getResponseBody();
    }

    private Town.Answer listed(Map<String, Object> person) {
        return town().exchange(
                        "POST",
                        centre.mother,
                        "/api/me/family/" + centre.child + "/pick-up-persons",
                        person,
                        UUID.randomUUID().toString());
    }

    private Town.Answer given(Map<String, Object> person) {
        return town().exchange(
                        "POST",
                        centre.mother,
                        "/api/me/family/" + centre.child + "/pick-up-passes",
                        wanted(person),
                        UUID.randomUUID().toString());
    }

    private Map<String, Object> wanted(Map<String, Object> person) {
        return Map.of(
                "bookingId",
                booking,
                "fetcher",
                person,
                "from",
                centre.moment("14:30"),
                "until",
                centre.moment("18:30"));
    }

    private void ban(Map<String, Object> person) {
        town().made(town().admin, "/api/admin/care/children/" + centre.child + "/bans", person);
    }

    private Town.Answer pickUp(Map<String, Object> by) {
        Map<String, Object> wanted = new HashMap<>(by);
        wanted.put("stationId", town().stationId);
        return town().exchange(
                        "POST",
                        centre.teacher,
                        "/api/station/care/pick-ups",
                        wanted,
                        UUID.randomUUID().toString());
    }
}
