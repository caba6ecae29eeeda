package community.doorstep.embedded;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** To try the care centre with: a group and its classes, a child's card, who may fetch it, what lateness costs. */
final class SampleCare {

    private static final List<String> CLASSES = List.of("陶艺", "书法", "绘画", "陶艺", "书法");
    private static final String NOT_YET_WRITTEN = "\"0\"";

    private final SampleClients clients;

    SampleCare(SampleClients clients) {
        this.clients = clients;
    }

    void make(SampleStations stations, LocalDate firstDay) {
        group(stations, firstDay);
        once("/api/admin/care/services/" + stations.id("after-school") + "/late-fee", SamplePerson.ADMIN, lateFee());
        String child = child();
        once("/api/me/family/" + child + "/card", SamplePerson.LI, card());
        Map<String, Object> grandmother = Map.of("name", "张桂兰", "phone", "13900000099", "relation", "奶奶");
        clients.as(SamplePerson.LI)
                .post("/api/me/family/" + child + "/pick-up-persons", grandmother, "sample-fetcher-grandmother");
    }

    private void group(SampleStations stations, LocalDate firstDay) {
        Map<String, Object> group = new LinkedHashMap<>();
        group.put("serviceId", stations.id("after-school"));
        group.put("name", "向日葵班");
        group.put("seats", 12);
        group.put("roomId", stations.id("study-room"));
        group.put("firstDay", firstDay.toString());
        group.put("lastDay", firstDay.plusMonths(5).toString());
        ApiClient admin = clients.as(SamplePerson.ADMIN);
        String id = admin.made("/api/admin/care/groups", group, "sample-group");
        for (int weekday = 1; weekday <= CLASSES.size(); weekday++) {
            Map<String, Object> lesson = new LinkedHashMap<>();
            lesson.put("weekday", weekday);
            lesson.put("starts", "16:30");
            lesson.put("ends", "17:30");
            lesson.put("activity", CLASSES.get(weekday - 1));
            lesson.put("roomId", stations.id("craft-room"));
            lesson.put("teacherId", clients.id(SamplePerson.TEACHER));
            admin.post("/api/admin/care/groups/" + id + "/classes", lesson, "sample-lesson-" + weekday);
        }
    }

    private String child() {
        JsonNode family = clients.as(SamplePerson.LI).get("/api/me/family");
        return family.at("/0/id").asString();
    }

    private static Map<String, Object> lateFee() {
        return Map.of("graceMinutes", 10, "stepMinutes", 15, "stepFen", 500, "mostFen", 3000);
    }

    private static Map<String, Object> card() {
        return Map.of(
                "allergies",
                List.of("花生"),
                "medicine",
                List.of(),
                "contacts",
                List.of(Map.of("name", "张桂兰", "relation", "奶奶", "phone", "13900000099")),
                "notes",
                "");
    }

    /** Unless somebody has written it since. */
    private void once(String address, SamplePerson by, Map<String, Object> body) {
        ApiClient phone = clients.as(by);
        if (phone.exchange("GET", address, null).header("ETag").equals(NOT_YET_WRITTEN)) {
            phone.ifMatch(NOT_YET_WRITTEN).put(address, body);
        }
    }
}
