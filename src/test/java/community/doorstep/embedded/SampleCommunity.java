package community.doorstep.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;

/**
 * Wangjiang Street, made through the public API in an empty database, as its people would do it. Every command carries a
 * fixed key and counts its days from the first start, so that a first start that was interrupted is continued.
 */
final class SampleCommunity {

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final String DONE = "done";

    private final Path record;
    private final ApiClient api;

    private SampleCommunity(Path record, ApiClient api) {
        this.record = record;
        this.api = api;
    }

    /** What has been made is noted in the data directory, beside the database. */
    static SampleCommunity in(Path directory, String url) {
        return new SampleCommunity(directory.resolve("sample-community"), new ApiClient(url));
    }

    /** Makes what is missing; nothing where somebody has begun a community of their own. */
    void complete() throws IOException {
        SampleClients clients = new SampleClients(api);
        if (!Files.exists(record)
                && !clients.as(SamplePerson.CITY).get("/api/admin/communities").isEmpty()) {
            return;
        }
        if (!Files.exists(record)) {
            Files.writeString(record, LocalDate.now(SHANGHAI).toString());
        }
        String[] words = Files.readString(record).strip().split(" ");
        LocalDate firstDay = LocalDate.parse(words[0]);
        if (words.length == 1) {
            make(clients, firstDay);
            Files.writeString(record, firstDay + " " + DONE);
        }
        new SampleMenus(clients).ahead(LocalDate.now(SHANGHAI));
    }

    private void make(SampleClients clients, LocalDate firstDay) {
        String community = clients.as(SamplePerson.CITY)
                .made("/api/admin/communities", Map.of("name", "望江街社区"), "sample-community");
        SampleStations stations = new SampleStations(clients, community);
        SamplePeople people = new SamplePeople(clients, community, firstDay);
        people.staff(SamplePerson.ADMIN, "COMMUNITY_ADMIN", null);
        new SampleSignIn(clients).make();
        stations.open(firstDay);
        people.staff(stations);
        stations.classes(firstDay, clients.id(SamplePerson.TEACHER));
        people.residents();
        new SamplePrices(clients, community).publish(stations, firstDay);
        new SampleRepairs(clients, community, stations.id("laowang")).open();
        new SampleCare(clients).make(stations, firstDay);
        new SampleCanteen(clients).make(stations);
        new SampleDuties(clients, stations.id("laowang")).plan(firstDay);
    }
}
