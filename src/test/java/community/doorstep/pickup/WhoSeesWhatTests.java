package community.doorstep.pickup;

import static org.assertj.core.api.Assertions.assertThat;

import community.doorstep.ApiTest;
import community.doorstep.Town;
import community.doorstep.children.CareCentre;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Roles by fields: what of a child anybody reads, at every address that tells of one. */
class WhoSeesWhatTests extends ApiTest {

    private static final String NAME = "周朵朵";
    private static final String ALLERGY = "花生";
    private static final String MEDICINE = "哮喘喷雾";
    private static final String CONTACT = "13911112222";
    private static final String FETCHER = "邻居老张";
    private static final String FETCHER_PHONE = "13955556666";
    private static final String DIGITS = "6666";
    private static final String INCIDENT = "膝盖擦伤";
    private static final String BANNED = "前任老李";
    private static final List<String> FIELDS =
            List.of(NAME, ALLERGY, MEDICINE, CONTACT, FETCHER, FETCHER_PHONE, INCIDENT, BANNED);

    @Test
    void nobodySeesMoreThanTheTaskNeeds() {
        CareCentre centre = new CareCentre(town(), CLOCK);
        String booking = centre.booked(centre.child);
        centre.writeCard(centre.child, ALLERGY);
        person(centre);
        ban(centre);
        centre.at("15:00");
        centre.onDuty(centre.teacher);
        town().send("POST", centre.teacher, "/api/station/care/bookings/" + booking + "/check-in", null, null);
        incident(centre);
        Town.Person lead = town().staff("赵站长", "STATION_LEAD");
        Town.Person offDuty = town().staff("黄老师", "TEACHER");
        Town elsewhere = new Town(api(), WECHAT);

        Map<Town.Person, Set<String>> mayRead = new LinkedHashMap<>();
        mayRead.put(centre.mother, Set.of(NAME, ALLERGY, MEDICINE, CONTACT, FETCHER, FETCHER_PHONE, INCIDENT));
        mayRead.put(centre.father, Set.of(NAME, ALLERGY, MEDICINE, CONTACT, FETCHER, FETCHER_PHONE, INCIDENT));
        mayRead.put(centre.teacher, Set.of(NAME, ALLERGY, MEDICINE, CONTACT, FETCHER, INCIDENT));
        mayRead.put(offDuty, Set.of());
        mayRead.put(lead, Set.of());
        mayRead.put(town().staff("小陈", "COUNTER"), Set.of());
        mayRead.put(town().staff("王师傅", "WORKER"), Set.of());
        mayRead.put(town().staff("小周", "OPERATOR"), Set.of());
        mayRead.put(town().staff("财务", "FINANCE"), Set.of());
        mayRead.put(town().admin, Set.of(BANNED));
        mayRead.put(elsewhere.staff("陈老师", "TEACHER"), Set.of());
        mayRead.put(elsewhere.admin, Set.of());
        mayRead.put(town().resident("路人", "1991-01-01"), Set.of());
        mayRead.forEach((reader, fields) -> assertThat(seen(centre, reader)).isEqualTo(fields));

        assertThat(everything(centre, centre.teacher)).contains(DIGITS);
        centre.limit(centre.father, false, false, false);
        assertThat(seen(centre, centre.father)).isEqualTo(Set.of(NAME));
    }

    private static Set<String> seen(CareCentre centre, Town.Person reader) {
        String read = everything(centre, reader);
        return FIELDS.stream().filter(read::contains).collect(Collectors.toSet());
    }

    /** All that they may read, whatever they ask for. */
    private static String everything(CareCentre centre, Town.Person reader) {
        String family = "/api/me/family/" + centre.child;
        String station = "?stationId=" + centre.town.stationId;
        StringBuilder read = new StringBuilder();
        for (String address : List.of(
                "/api/me/family",
                family + "/card",
                family + "/incidents",
                family + "/pick-up-persons",
                family + "/pick-up-passes",
                family + "/care-month?month=" + centre.day.toString().substring(0, 7),
                "/api/station/care/day" + station + "&day=" + centre.day,
                "/api/station/care/children/" + centre.child + "/card" + station,
                "/api/station/care/children/" + centre.child + "/pick-up" + station,
                "/api/station/care/incidents" + station,
                "/api/station/passes" + station + "&purpose=PICK_UP&day=" + centre.day,
                "/api/admin/care/groups" + station,
                "/api/admin/care/children/" + centre.child + "/guardians",
                "/api/admin/care/children/" + centre.child + "/bans")) {
            Town.Answer answer = centre.town.exchange("GET", reader, address, null, null);
            assertThat(answer.status()).as(address).isLessThan(500);
            if (answer.status() == 200) {
                read.append(answer.body());
            }
        }
        return read.toString();
    }

    private void person(CareCentre centre) {
        town().made(
                        centre.mother,
                        "/api/me/family/" + centre.child + "/pick-up-persons",
                        Map.of("name", FETCHER, "phone", FETCHER_PHONE, "relation", "邻居"));
    }

    private void ban(CareCentre centre) {
        town().made(
                        town().admin,
                        "/api/admin/care/children/" + centre.child + "/bans",
                        Map.of("name", BANNED, "phone", "13977778888", "relation", ""));
    }

    private void incident(CareCentre centre) {
        town().post(
                        centre.teacher,
                        "/api/station/care/incidents",
                        Map.of(
                                "stationId",
                                town().stationId,
                                "childId",
                                centre.child,
                                "kind",
                                "INJURY",
                                "at",
                                centre.moment("14:59"),
                                "what",
                                INCIDENT,
                                "done",
                                "",
                                "told",
                                ""));
    }
}
