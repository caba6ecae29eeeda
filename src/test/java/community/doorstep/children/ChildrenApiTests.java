package community.doorstep.children;

import static org.assertj.core.api.Assertions.assertThat;

import community.doorstep.ApiTest;
import community.doorstep.Town;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ChildrenApiTests extends ApiTest {

    private CareCentre centre;

    @BeforeEach
    void aCentre() {
        centre = new CareCentre(town(), CLOCK);
    }

    @Test
    void bothParentsKeepTheCardAndNobodyOverwritesTheOther() {
        String card = "/api/me/family/" + centre.child + "/card";
        assertThat(town().get(centre.mother, card).at("/card/allergies")).isEmpty();

        centre.writeCard(centre.child, "花生");

        JsonNode seen = town().get(centre.father, card);
        assertThat(seen.at("/card/allergies/0").asString()).isEqualTo("花生");
        assertThat(seen.at("/card/contacts/0/phone").asString()).isEqualTo("13911112222");
        Map<String, Object> other =
                Map.of("allergies", List.of(), "medicine", List.of(), "contacts", List.of(), "notes", "");
        assertThat(town().answered("PUT", centre.father, card, other, Map.of("If-Match", "\"0\""))
                        .code())
                .isEqualTo("version-changed");
        assertThat(town().answered("PUT", centre.father, card, other, Map.of()).code())
                .isEqualTo("if-match-missing");
        assertThat(town().answered("PUT", centre.father, card, other, Map.of("If-Match", "\"1\""))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void itIsReadByWhoIsOnDutyWhereTheChildIsTodayAndEachReadIsAudited() {
        centre.writeCard(centre.child, "花生");
        String here = "/api/station/care/children/" + centre.child + "/card?stationId=" + town().stationId;
        assertThat(code(centre.teacher, here)).isEqualTo("not-on-duty");
        centre.onDuty(centre.teacher);
        assertThat(code(centre.teacher, here)).isEqualTo("person-unknown");
        centre.booked(centre.child);

        assertThat(town().get(centre.teacher, here).at("/card/allergies/0").asString())
                .isEqualTo("花生");

        assertThat(audited("child-card-read", centre.teacher)).isEqualTo(1);
        Town.Person counter = town().staff("小陈", "COUNTER");
        Town elsewhere = new Town(api(), WECHAT);
        Town.Person stranger = elsewhere.staff("陈老师", "TEACHER");
        assertThat(code(counter, here)).isEqualTo("role-missing");
        assertThat(code(stranger, here)).isEqualTo("role-missing");
        centre.onDuty(centre.teacher, false);
        assertThat(code(centre.teacher, here)).isEqualTo("not-on-duty");
    }

    @Test
    void whoForgetsToGoHomeIsGoneInTheNight() {
        centre.onDuty(centre.teacher);
        centre.booked(centre.mother, centre.child, centre.day.plusDays(1));
        CLOCK.advance(Duration.ofHours(24));

        assertThat(code(
                        centre.teacher,
                        "/api/station/care/children/" + centre.child + "/card?stationId=" + town().stationId))
                .isEqualTo("not-on-duty");
    }

    @Test
    void aLimitedGuardianReadsNothingAndAStrangerNeverDid() {
        centre.booked(centre.child);
        Town.Person stranger = town().resident("路人", "1991-01-01");
        String card = "/api/me/family/" + centre.child + "/card";
        assertThat(code(stranger, card)).isEqualTo("person-unknown");

        centre.limit(centre.father, false, false, false);

        assertThat(code(centre.father, card)).isEqualTo("person-unknown");
        assertThat(town().get(centre.mother, card).get("childId").asString()).isEqualTo(centre.child);
        JsonNode rights = town().get(town().admin, "/api/admin/care/children/" + centre.child + "/guardians");
        assertThat(rights).hasSize(2);
    }

    @Test
    void anAdminOfAnotherCommunityLimitsNobody() {
        centre.booked(centre.child);
        Town elsewhere = new Town(api(), WECHAT);

        Town.Answer answer = elsewhere.exchange(
                "PUT",
                elsewhere.admin,
                "/api/admin/care/children/" + centre.child + "/guardians/" + centre.father.id(),
                Map.of("informed", false, "arranges", false, "picksUp", false, "reason", "无"),
                null);

        assertThat(answer.code()).isEqualTo("person-unknown");
    }

    @Test
    void photosNeedAYesAndOneNoIsANo() {
        assertThat(photosAllowed()).isFalse();
        consent(centre.mother, true);
        assertThat(photosAllowed()).isTrue();
        consent(centre.father, false);
        assertThat(photosAllowed()).isFalse();
    }

    @Test
    void groupsHaveSeatsAndChildrenOneGroupAtATime() {
        String sun = group("太阳班", 1);
        String moon = group("月亮班", 5);
        String second = centre.another("周果果");
        centre.booked(centre.child);
        centre.booked(second);

        assertThat(join(sun, centre.child).status()).isEqualTo(201);
        assertThat(join(sun, second).code()).isEqualTo("group-full");
        assertThat(join(moon, centre.child).code()).isEqualTo("already-in-group");
        assertThat(join(moon, second).status()).isEqualTo(201);
        assertThat(join(moon, UUID.randomUUID().toString()).code()).isEqualTo("person-unknown");
        town().send("DELETE", town().admin, "/api/admin/care/groups/" + sun + "/children/" + centre.child, null, null);
        assertThat(join(moon, centre.child).status()).isEqualTo(201);
        JsonNode groups = town().get(town().admin, "/api/admin/care/groups?stationId=" + town().stationId);
        assertThat(groups).hasSize(2);
        assertThat(groups.findValues("children")).allMatch(children -> children.size() != 1);
    }

    @Test
    void aRoomATeacherAndAGroupAreInOnePlaceAtATime() {
        String sun = group("太阳班", 10);
        String moon = group("月亮班", 10);
        String clay = town().room("陶艺室", 12);

        assertThat(lesson(sun, 1, "16:00", "16:45", clay, centre.teacher.id()).status())
                .isEqualTo(201);
        assertThat(lesson(sun, 1, "16:30", "17:00", null, null).code()).isEqualTo("group-taken");
        assertThat(lesson(moon, 1, "16:30", "17:00", clay, null).code()).isEqualTo("room-taken");
        assertThat(lesson(moon, 1, "16:30", "17:00", null, centre.teacher.id()).code())
                .isEqualTo("teacher-taken");
        assertThat(lesson(moon, 1, "16:45", "17:30", clay, centre.teacher.id()).status())
                .isEqualTo(201);
        assertThat(lesson(moon, 2, "16:00", "16:45", clay, centre.teacher.id()).status())
                .isEqualTo(201);
        assertThat(lesson(moon, 3, "16:45", "16:00", null, null).code()).isEqualTo("time-range-invalid");
        assertThat(lesson(moon, 3, "16:00", "16:45", UUID.randomUUID().toString(), null)
                        .code())
                .isEqualTo("room-unknown");
        assertThat(lesson(moon, 3, "16:00", "16:45", null, centre.mother.id()).code())
                .isEqualTo("teacher-unknown");
    }

    @Test
    void classesAlternateByAAndBWeeksAndLeaveRoomForOneAnother() {
        String sun = group("太阳班", 10);
        String moon = group("月亮班", 10);
        String clay = town().room("陶艺室", 12);
        int weekday = centre.day.getDayOfWeek().getValue();
        assertThat(lesson(sun, weekday, "16:00", "16:45", clay, null, "A", "陶艺").status())
                .isEqualTo(201);
        assertThat(lesson(sun, weekday, "16:00", "16:45", null, null, "B", "书法").status())
                .isEqualTo(201);
        assertThat(lesson(sun, weekday, "16:00", "16:45", null, null, "B", "绘画").code())
                .isEqualTo("group-taken");
        assertThat(lesson(sun, weekday, "16:00", "16:45", null, null, null, "绘画")
                        .code())
                .isEqualTo("group-taken");
        assertThat(lesson(moon, weekday, "16:00", "16:45", clay, null, "A", "绘画")
                        .code())
                .isEqualTo("room-taken");
        assertThat(lesson(moon, weekday, "16:00", "16:45", clay, null, "B", "绘画")
                        .status())
                .isEqualTo(201);
        centre.booked(centre.child);
        centre.booked(centre.mother, centre.child, centre.day.plusDays(7));
        assertThat(join(sun, centre.child).status()).isEqualTo(201);
        centre.onDuty(centre.teacher);

        assertThat(List.of(activity(centre.day), activity(centre.day.plusDays(7))))
                .containsExactlyInAnyOrder("陶艺", "书法");
        assertThat(town().get(town().admin, "/api/admin/care/groups?stationId=" + town().stationId)
                        .at("/0/classes")
                        .findValuesAsString("weeks"))
                .contains("A", "B");
    }

    private String activity(java.time.LocalDate day) {
        JsonNode sheet =
                town().get(centre.teacher, "/api/station/care/day?stationId=" + town().stationId + "&day=" + day);
        assertThat(sheet.at("/children/0/classes")).hasSize(1);
        return sheet.at("/children/0/classes/0/activity").asString();
    }

    @Test
    void onAPictureAreOnlyThoseWhoseGuardiansSaidYesAndOnlyAsLongAsTheyDo() {
        String second = centre.another("周果果");
        centre.booked(centre.child);
        centre.booked(second);
        centre.at("15:30");
        assertThat(photographed(centre.child).code()).isEqualTo("not-on-duty");
        centre.onDuty(centre.teacher);
        assertThat(photographed().code()).isEqualTo("photo-of-nobody");
        assertThat(photographed(town().family(centre.mother, "别处", "2018-01-01", "CHILD"))
                        .code())
                .as("not booked here today")
                .isEqualTo("person-unknown");
        consent(centre.mother, true);
        Town.Answer refused = photographed(centre.child, second);
        assertThat(refused.code()).isEqualTo("photo-not-consented");
        assertThat(refused.body().get("children").toString()).isEqualTo("[\"" + second + "\"]");
        town().send("PUT", centre.mother, "/api/me/family/" + second + "/photo-consent", Map.of("given", true), null);
        String photo = photographed(centre.child, second).body().get("id").asString();

        assertThat(photos(centre.father, centre.child)).isEqualTo(1);
        assertThat(picture(centre.father, centre.child, photo)).isEqualTo(200);
        assertThat(picture(centre.mother, second, photo)).isEqualTo(200);
        assertThat(picture(town().resident("路人", "1991-01-01"), centre.child, photo))
                .isEqualTo(404);
        assertThat(picture(centre.teacher, centre.child, photo)).isEqualTo(404);
        consent(centre.father, false);
        assertThat(photos(centre.mother, second))
                .as("the picture is gone for all")
                .isZero();
        assertThat(picture(centre.mother, second, photo)).isEqualTo(404);
        assertThat(photographed(centre.child).code()).isEqualTo("photo-not-consented");
    }

    private Town.Answer photographed(String... children) {
        return town().photo(
                        centre.teacher,
                        "/api/station/care/photos?stationId=" + town().stationId + "&children="
                                + String.join(",", children));
    }

    private int photos(Town.Person guardian, String child) {
        return town().get(guardian, "/api/me/family/" + child + "/photos").size();
    }

    private int picture(Town.Person guardian, String child, String photo) {
        return api().get()
                .uri("/api/me/family/" + child + "/photos/" + photo)
                .headers(headers -> headers.setBearerAuth(guardian.token()))
                .exchange()
                .expectBody(byte[].class)
                .returnResult()
                .getStatus()
                .value();
    }

    @Test
    void aGuardianWhomACourtHasLimitedActsNowhereForTheChild() {
        String code = town().post(centre.father, "/api/me/family/" + centre.child + "/invitations", null)
                .get("code")
                .asString();
        String booking = centre.booked(centre.child);
        String slot = town().get(centre.mother, "/api/bookings/" + booking)
                .get("slotId")
                .asString();
        assertThat(code(centre.father, "/api/bookings/" + booking)).isEmpty();

        centre.limit(centre.father, false, false, false);

        assertThat(code(centre.father, "/api/bookings/" + booking)).isEqualTo("booking-unknown");
        assertThat(town().get(centre.father, "/api/bookings").get("items")).isEmpty();
        assertThat(code(centre.father, "/api/me/family/" + centre.child + "/data"))
                .isEqualTo("person-unknown");
        for (String part : List.of("/invitations", "/deletion")) {
            assertThat(town().exchange(
                                    "POST",
                                    centre.father,
                                    "/api/me/family/" + centre.child + part,
                                    part.equals("/deletion") ? Map.of("forever", true) : null,
                                    UUID.randomUUID().toString())
                            .code())
                    .as(part)
                    .isEqualTo("person-unknown");
        }
        assertThat(town().exchange(
                                "POST",
                                centre.father,
                                "/api/quotes",
                                Map.of("serviceId", centre.service, "slotId", slot, "beneficiaryId", centre.child),
                                null)
                        .status())
                .isEqualTo(404);
        Town.Person friend = town().resident("朋友", "1985-01-01");
        assertThat(town().exchange(
                                "POST",
                                friend,
                                "/api/me/family/acceptances",
                                Map.of("code", code),
                                UUID.randomUUID().toString())
                        .code())
                .as("an invitation that he gave before")
                .isEqualTo("invitation-invalid");
        centre.limit(centre.father, true, false, false);
        assertThat(code(centre.father, "/api/me/family/" + centre.child + "/data"))
                .isEmpty();
    }

    private String code(Town.Person caller, String address) {
        return town().exchange("GET", caller, address, null, null).code();
    }

    private long audited(String action, Town.Person actor) {
        return database.sql("SELECT count(*) AS many FROM audit_entry WHERE action = :action AND actor_id = :actor")
                .bind("action", action)
                .bind("actor", UUID.fromString(actor.id()))
                .map(row -> row.get("many", Long.class))
                .one()
                .block(Duration.ofSeconds(5));
    }

    private void consent(Town.Person guardian, boolean given) {
        town().send("PUT", guardian, "/api/me/family/" + centre.child + "/photo-consent", Map.of("given", given), null);
    }

    private boolean photosAllowed() {
        return town().get(centre.mother, "/api/me/family/" + centre.child + "/card")
                .get("photosAllowed")
                .asBoolean();
    }

    private String group(String name, int seats) {
        return town().made(
                        town().admin,
                        "/api/admin/care/groups",
                        Map.of(
                                "serviceId",
                                centre.service,
                                "name",
                                name,
                                "seats",
                                seats,
                                "firstDay",
                                centre.day.minusDays(30),
                                "lastDay",
                                centre.day.plusDays(60)));
    }

    private Town.Answer join(String group, String child) {
        return town().exchange(
                        "POST",
                        town().admin,
                        "/api/admin/care/groups/" + group + "/children",
                        Map.of("childId", child),
                        UUID.randomUUID().toString());
    }

    private Town.Answer lesson(String group, int weekday, String starts, String ends, String room, String teacher) {
        return lesson(group, weekday, starts, ends, room, teacher, null, "陶艺");
    }

    private Town.Answer lesson(
            String group,
            int weekday,
            String starts,
            String ends,
            String room,
            String teacher,
            String weeks,
            String activity) {
        Map<String, Object> wanted = new HashMap<>();
        wanted.put("weekday", weekday);
        wanted.put("weeks", weeks);
        wanted.put("starts", starts);
        wanted.put("ends", ends);
        wanted.put("activity", activity);
        wanted.put("roomId", room);
        wanted.put("teacherId", teacher);
        return town().exchange(
                        "POST",
                        town().admin,
                        "/api/admin/care/groups/" + group + "/classes",
                        wanted,
                        UUID.randomUUID().toString());
    }
}
