package community.doorstep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.Disposable;
import tools.jackson.databind.JsonNode;

/**
 * A day in the community, as its people live it, over HTTP: a mother books care for her child and pays, an old man's
 * lunch is free and told why, an 80-year-old telephones about a dark room and a neighbour is on the way.
 */
class DayInTheCommunityTests extends ApiTest {

    private static final long CARE_FEN = 3000;
    private static final long LUNCH_FEN = 1500;
    private static final long REPAIR_FEN = 2000;

    private final List<Disposable> streams = new CopyOnWriteArrayList<>();

    @Test
    void aDay() {
        Day day = new Day();
        day.theAdminSetsPrices();
        day.theMotherFindsTheCentreAndASeat();
        day.sheSeesThePriceBooksForHerChildAndPays();
        day.theFatherSeesTheBookingToo();
        day.grandfathersLunchIsFreeAndHeIsToldWhy();
        day.theAdminPublishesNewPricesAndOldBookingsKeepTheirs();
        day.theTelephoneRingsAndTheOperatorBooksARepair();
        day.oneNeighbourTakesTheJobGivesItBackAndAnotherIsAtTheDoor();
        day.theMotherCancelsAndTheSeatIsFreeAgain();
        streams.forEach(Disposable::dispose);
    }

    private final class Day {
        final Town town = town();
        final String care = town.service("CARE", "课后托管", "BEFORE", 6, 12);
        final String lunch = town.service("MEAL", "午餐", "AT_DOOR", null, null);
        final String repair = town.service("REPAIR", "老王上门", "AFTER", null, null);
        final Town.Person mother = town.resident("林小红", "1990-05-01");
        final Town.Person father = town.resident("周强", "1988-02-01");
        final Town.Person grandfather = town.resident("周爷爷", "1944-03-01");
        final Town.Person operator = town.staff("小周", "OPERATOR");
        final Town.Person wang = worker("王建国");
        final Town.Person li = worker("李师傅");
        String child;
        String careSlot;
        String careBooking;

        Town.Person worker(String name) {
            Town.Person worker = town.staff(name, "WORKER");
            town.send(
                    "PUT",
                    town.admin,
                    "/api/admin/workers/" + worker.id() + "/skills",
                    Map.of("communityId", town.communityId, "skills", List.of("BULB", "TAP")),
                    null);
            return worker;
        }

        void theAdminSetsPrices() {
            publish(80);
            town.everyDay(care, 2);
            town.everyDay(lunch, 20);
            town.everyDay(repair, 50);
        }

        private void publish(int freeFrom) {
            Map<String, Object> freeLunch = new LinkedHashMap<>();
            freeLunch.put("code", "lunch-from-" + freeFrom);
            freeLunch.put("nameZh", freeFrom + "岁以上老人免费午餐");
            freeLunch.put("nameEn", "free lunch from " + freeFrom);
            freeLunch.put("services", List.of(lunch));
            freeLunch.put("when", Map.of("minAge", freeFrom));
            freeLunch.put("effect", Map.of("kind", "FREE"));
            freeLunch.put("tier", "PUBLIC_BENEFIT");
            freeLunch.put("fund", "");
            town.publishPrices(
                    Map.of(care, CARE_FEN, lunch, LUNCH_FEN, repair, REPAIR_FEN), List.of(), List.of(freeLunch));
        }

        void theMotherFindsTheCentreAndASeat() {
            JsonNode near = town.get(mother, "/api/stations?near=26.5824,101.7185&within=500");
            assertThat(near.toString()).contains(town.stationId);
            JsonNode services = town.get(mother, "/api/services?kind=CARE&stationId=" + town.stationId);
            assertThat(services.get(0).get("id").asString()).isEqualTo(care);
            careSlot = town.slots(care).get(0);
            assertThat(seatsLeft(care, careSlot)).isEqualTo(2);
        }

        void sheSeesThePriceBooksForHerChildAndPays() {
            child = town.family(mother, "周朵朵", "2018-09-09", "CHILD");
            JsonNode quote = quote(mother, care, careSlot, child);
            assertThat(quote.get("dueFen").asLong()).isEqualTo(CARE_FEN);
            JsonNode booking = book(mother, careSlot, child, quote, null);
            careBooking = booking.get("id").asString();
            assertThat(booking.get("state").asString()).isEqualTo("HELD");
            assertThat(seatsLeft(care, careSlot)).isEqualTo(1);

            JsonNode payment = town.post(mother, "/api/bookings/" + careBooking + "/payment", null);
            assertThat(payment.at("/parameters/package").asString()).startsWith("prepay_id=");
            WECHAT.callsBack("http://127.0.0.1:" + port);
            String number = outTradeNo(careBooking);
            assertThat(WECHAT.pay(number)).isNotEmpty().allMatch(status -> status < 300);
            assertThat(WECHAT.pay(number)).isNotEmpty().allMatch(status -> status < 300);
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> state(mother, careBooking).equals("CONFIRMED"));
        }

        void theFatherSeesTheBookingToo() {
            assertThat(town.exchange("GET", father, "/api/bookings/" + careBooking, null, null)
                            .status())
                    .isEqualTo(404);
            String code = town.post(mother, "/api/me/family/" + child + "/invitations", null)
                    .get("code")
                    .asString();
            town.post(father, "/api/me/family/acceptances", Map.of("code", code));
            JsonNode seen = town.get(father, "/api/bookings/" + careBooking);
            assertThat(seen.get("bookedBy").asString()).isEqualTo(mother.id());
            assertThat(seen.get("beneficiaryId").asString()).isEqualTo(child);
        }

        void grandfathersLunchIsFreeAndHeIsToldWhy() {
            String slot = town.slots(lunch).get(0);
            JsonNode quote = quote(grandfather, lunch, slot, null);
            assertThat(quote.get("dueFen").asLong()).isZero();
            assertThat(quote.get("tier").asString()).isEqualTo("PUBLIC_BENEFIT");
            assertThat(quote.get("lines").toString()).contains("80岁以上老人免费午餐");
            assertThat(book(grandfather, slot, null, quote, null).get("state").asString())
                    .isEqualTo("CONFIRMED");
        }

        void theAdminPublishesNewPricesAndOldBookingsKeepTheirs() {
            String slot = town.slots(lunch).get(1);
            JsonNode before = quote(grandfather, lunch, slot, null);
            publish(85);

            Map<String, Object> stale =
                    Map.of("slotId", slot, "quote", before.get("token").asString());
            Town.Answer changed = town.exchange(
                    "POST",
                    grandfather,
                    "/api/bookings",
                    stale,
                    UUID.randomUUID().toString());
            assertThat(changed.code()).isEqualTo("quote-changed");
            assertThat(changed.body().at("/quote/dueFen").asLong()).isEqualTo(LUNCH_FEN);
            assertThat(quote(grandfather, lunch, slot, null).get("dueFen").asLong())
                    .isEqualTo(LUNCH_FEN);
            JsonNode old = town.get(grandfather, "/api/bookings").at("/items/0");
            assertThat(old.get("dueFen").asLong()).isZero();
        }

        void theTelephoneRingsAndTheOperatorBooksARepair() {
            String phone = Town.phone();
            assertThat(town.exchange("POST", operator, "/api/station/residents/search", Map.of("phone", phone), null)
                            .code())
                    .isEqualTo("resident-unknown");
            String granny = town.made(
                    operator,
                    "/api/station/residents",
                    Map.of("name", "王奶奶", "phone", phone, "birthDate", "1945-06-01"));
            caller = town.signIn("granny" + Town.unique(), phone);
            assertThat(caller.id()).isEqualTo(granny);
            news = listen(caller, "/api/me/stream");
            for (Town.Person worker : List.of(wang, li)) {
                town.send(
                        "PUT", worker, "/api/worker/shift", Map.of("onDuty", true, "stationId", town.stationId), null);
            }
            offers = listen(wang, "/api/worker/jobs/stream");
            Map<String, Object> details = Map.of(
                    "category", "BULB",
                    "address", "望江街 3 栋 2 单元 501",
                    "place", Map.of("latitude", 26.5830, "longitude", 101.7190),
                    "note", "客厅灯不亮",
                    "stairs", true);
            String today = town.get(null, "/api/services/" + repair + "/slots")
                    .get(0)
                    .get("id")
                    .asString();
            JsonNode booking = town.post(
                    operator,
                    "/api/station/calls",
                    Map.of("slotId", today, "beneficiaryId", granny, "details", details));
            assertThat(booking.get("bookedBy").asString()).isEqualTo(operator.id());
            job = booking.get("id").asString();
            await().atMost(Duration.ofSeconds(10)).until(() -> offers.toString().contains(job));
            assertThat(offers.toString()).doesNotContain("望江街 3 栋", phone);
        }

        Town.Person caller;
        List<String> news;
        List<String> offers;
        String job;

        void oneNeighbourTakesTheJobGivesItBackAndAnotherIsAtTheDoor() {
            assertThat(town.get(wang, "/api/worker/jobs").toString()).contains(job);
            town.send("POST", wang, jobAddress("claim"), null, null);
            assertThat(town.exchange("POST", li, jobAddress("claim"), null, null)
                            .code())
                    .isEqualTo("job-taken");
            town.send("POST", wang, jobAddress("release"), Map.of("reason", "车坏了"), null);
            JsonNode taken = town.send("POST", li, jobAddress("claim"), null, null);
            assertThat(taken.get("address").asString()).isEqualTo("望江街 3 栋 2 单元 501");
            JsonNode door = taken.get("place");
            town.send("POST", li, jobAddress("arrival"), Map.of("position", door), null);
            town.send("POST", li, jobAddress("completion"), Map.of("note", "换了灯泡"), null);

            await().atMost(Duration.ofSeconds(10))
                    .until(() -> state(caller, job).equals("FULFILLED"));
            await().atMost(Duration.ofSeconds(10)).until(() -> news.toString().contains("DONE"));
            JsonNode history = town.get(operator, "/api/station/jobs/" + job + "/history");
            assertThat(history.toString()).contains(wang.id(), li.id());
            town.cashAtTheDoor(li, job);
        }

        private String jobAddress(String action) {
            return "/api/worker/jobs/" + job + "/" + action;
        }

        void theMotherCancelsAndTheSeatIsFreeAgain() {
            town.post(mother, "/api/bookings/" + careBooking + "/cancellation", null);
            assertThat(seatsLeft(care, careSlot)).isEqualTo(2);
            await().atMost(Duration.ofSeconds(20)).until(() -> refundedFen(careBooking) == CARE_FEN);
        }

        private JsonNode quote(Town.Person caller, String service, String slot, String beneficiary) {
            Map<String, Object> wanted = new LinkedHashMap<>();
            wanted.put("serviceId", service);
            wanted.put("slotId", slot);
            wanted.put("beneficiaryId", beneficiary);
            return town.post(caller, "/api/quotes", wanted);
        }

        private JsonNode book(
                Town.Person caller, String slot, String beneficiary, JsonNode quote, Map<String, Object> details) {
            Map<String, Object> wanted = new LinkedHashMap<>();
            wanted.put("slotId", slot);
            wanted.put("beneficiaryId", beneficiary);
            wanted.put("quote", quote.get("token").asString());
            wanted.put("details", details);
            return town.post(caller, "/api/bookings", wanted);
        }

        private int seatsLeft(String service, String slot) {
            return town.get(null, "/api/services/" + service + "/slots")
                    .valueStream()
                    .filter(each -> each.get("id").asString().equals(slot))
                    .findFirst()
                    .orElseThrow()
                    .get("seatsLeft")
                    .asInt();
        }
    }

    private String state(Town.Person caller, String booking) {
        return town().get(caller, "/api/bookings/" + booking).get("state").asString();
    }

    /** The events of a stream, as they come. */
    private List<String> listen(Town.Person caller, String address) {
        List<String> events = new CopyOnWriteArrayList<>();
        streams.add(WebClient.create("http://127.0.0.1:" + port)
                .get()
                .uri(address)
                .headers(headers -> headers.setBearerAuth(caller.token()))
                .retrieve()
                .bodyToFlux(new ParameterizedTypeReference<ServerSentEvent<String>>() {})
                .subscribe(event -> events.add(event.event() + " " + event.data())));
        return events;
    }
}
