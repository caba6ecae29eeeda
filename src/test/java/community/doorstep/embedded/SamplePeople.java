package community.doorstep.embedded;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The staff and residents of the sample community, and who acts for whom. */
final class SamplePeople {

    private final SampleClients clients;
    private final String community;
    private final LocalDate firstDay;

    SamplePeople(SampleClients clients, String community, LocalDate firstDay) {
        this.clients = clients;
        this.community = community;
        this.firstDay = firstDay;
    }

    void staff(SampleStations stations) {
        staff(SamplePerson.FINANCE, "FINANCE", null);
        staff(SamplePerson.LEAD, "STATION_LEAD", stations.id("laowang"));
        staff(SamplePerson.OPERATOR, "OPERATOR", stations.id("laowang"));
        staff(SamplePerson.TEACHER, "TEACHER", stations.id("zhuowang"));
        staff(SamplePerson.COUNTER, "COUNTER", stations.id("canteen"));
        List.of(SamplePerson.WANG, SamplePerson.LIU, SamplePerson.ZHAO)
                .forEach(worker -> staff(worker, "WORKER", stations.id("laowang")));
    }

    void staff(SamplePerson person, String role, String station) {
        Map<String, Object> grant = new LinkedHashMap<>();
        grant.put("phone", person.phone());
        grant.put("name", person.fullName());
        grant.put("role", role);
        grant.put("communityId", community);
        grant.put("stationId", station);
        SamplePerson by = person == SamplePerson.ADMIN ? SamplePerson.CITY : SamplePerson.ADMIN;
        clients.as(by).post("/api/admin/staff", grant, "sample-role-" + person.key());
    }

    void residents() {
        for (SamplePerson person : SamplePerson.values()) {
            clients.as(person)
                    .patch("/api/me", Map.of("name", person.fullName(), "birthDate", birthDate(person.age())));
        }
        family(SamplePerson.LI, "张小雨", 8, "CHILD", SamplePerson.ZHANG);
        family(SamplePerson.WU, "吴乐", 9, "CHILD", null);
        family(SamplePerson.TANG, "唐文山", 84, "ELDER", null);
        withoutPhoneApp();
    }

    /** An elder who only telephones: the operator knows the number. */
    private void withoutPhoneApp() {
        Map<String, Object> elder = Map.of("name", "郭长福", "phone", "08123331234", "birthDate", birthDate(82));
        clients.as(SamplePerson.OPERATOR).post("/api/station/residents", elder, "sample-elder-guo");
    }

    private void family(SamplePerson guardian, String name, int age, String relation, SamplePerson second) {
        String key = "sample-family-" + guardian.key();
        Map<String, Object> member = Map.of("name", name, "birthDate", birthDate(age), "relation", relation);
        String id = clients.as(guardian).made("/api/me/family", member, key);
        if (second != null) {
            String code = clients.as(guardian)
                    .post("/api/me/family/" + id + "/invitations", null, key + "-invitation")
                    .get("code")
                    .asString();
            clients.as(second).post("/api/me/family/acceptances", Map.of("code", code), key + "-acceptance");
        }
    }

    private String birthDate(int age) {
        return firstDay.minusYears(age).minusDays(100).toString();
    }
}
