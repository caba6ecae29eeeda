package community.doorstep.embedded;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

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
        worker(SamplePerson.WANG, stations.id("laowang"), Set.of("BULB", "DRAIN", "TAP", "STREET"));
        worker(SamplePerson.LIU, stations.id("laowang"), Set.of("DRAIN", "TAP", "LOCK", "DELIVERY"));
        worker(SamplePerson.ZHAO, stations.id("laowang"), Set.of("BULB", "LOCK", "POWER", "OTHER", "DELIVERY"));
        worker(SamplePerson.CHEN, stations.id("jirentang"), Set.of("ERRAND"));
    }

    private void worker(SamplePerson worker, String station, Set<String> skills) {
        staff(worker, "WORKER", station);
        clients.as(SamplePerson.ADMIN)
                .put(
                        "/api/admin/workers/" + clients.id(worker) + "/skills",
                        Map.of("communityId", community, "skills", skills));
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
        String xiaoyu = family(SamplePerson.LI, "张小雨", 8, "CHILD", SamplePerson.ZHANG);
        evidence(SamplePerson.LI, xiaoyu, "BOTH_PARENTS_WORK");
        family(SamplePerson.WU, "吴乐", 9, "CHILD", null);
        family(SamplePerson.TANG, "唐文山", 84, "ELDER", null);
        withoutPhoneApp();
        evidence(SamplePerson.HE, null, "LOW_INCOME");
        evidence(SamplePerson.HE, null, "RESIDENCY");
        evidence(SamplePerson.MA, null, "DISABILITY");
        evidence(SamplePerson.YANG, null, "RESIDENCY");
    }

    /** Handed in by the person or their guardian, accepted by the admin for a year. */
    private void evidence(SamplePerson by, String person, String kind) {
        Map<String, Object> claim = new LinkedHashMap<>();
        claim.put("communityId", community);
        claim.put("personId", person);
        claim.put("kind", kind);
        String key = "sample-evidence-" + by.key() + "-" + kind.toLowerCase(Locale.ROOT);
        String id = clients.as(by).made("/api/me/benefits", claim, key);
        ApiClient admin = clients.as(SamplePerson.ADMIN);
        boolean open = admin.get("/api/admin/benefit-claims")
                .get("items")
                .valueStream()
                .anyMatch(waiting -> waiting.get("id").asString().equals(id));
        if (open) {
            Map<String, Object> decision = Map.of(
                    "accepted",
                    true,
                    "reason",
                    "证明已核对",
                    "validUntil",
                    firstDay.plusYears(1).toString());
            admin.post("/api/admin/benefit-claims/" + id + "/decision", decision);
        }
    }

    /** An elder who only telephones: the operator knows the number. */
    private void withoutPhoneApp() {
        Map<String, Object> elder = Map.of("name", "郭长福", "phone", "08123331234", "birthDate", birthDate(82));
        clients.as(SamplePerson.OPERATOR).post("/api/station/residents", elder, "sample-elder-guo");
    }

    private String family(SamplePerson guardian, String name, int age, String relation, SamplePerson second) {
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
        return id;
    }

    private String birthDate(int age) {
        return firstDay.minusYears(age).minusDays(100).toString();
    }
}
