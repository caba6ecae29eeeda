package community.doorstep.embedded;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;

/** Who is planned to be on duty in the first week: from early morning until night, and two at noon. */
final class SampleDuties {

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final int DAYS = 7;
    private static final int HOURS = 8;

    private final SampleClients clients;
    private final String station;

    SampleDuties(SampleClients clients, String station) {
        this.clients = clients;
        this.station = station;
    }

    void plan(LocalDate firstDay) {
        for (int day = 0; day < DAYS; day++) {
            shift(SamplePerson.WANG, firstDay.plusDays(day), 7);
            shift(SamplePerson.ZHAO, firstDay.plusDays(day), 9);
            shift(SamplePerson.LIU, firstDay.plusDays(day), 13);
        }
    }

    private void shift(SamplePerson worker, LocalDate day, int from) {
        Map<String, Object> plan = Map.of(
                "stationId", station,
                "workerId", clients.id(worker),
                "startsAt", at(day, from),
                "endsAt", at(day, from + HOURS));
        clients.as(SamplePerson.LEAD).post("/api/station/plan", plan, "sample-plan-" + worker.key() + "-" + day);
    }

    private static String at(LocalDate day, int hour) {
        return day.atTime(hour, 0).atZone(SHANGHAI).toInstant().toString();
    }
}
