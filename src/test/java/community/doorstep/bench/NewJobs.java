package community.doorstep.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** Residents who call for a repair, and their worker's phone: from the call being sent until the phone hears of it. */
final class NewJobs {

    private static final int A_SECOND = 20;
    private static final int WARM_UP = 60;
    private static final String DETAILS = """
        {"category":"TAP","address":"望江街 3 栋 2 单元 501","place":{"latitude":26.5876,"longitude":101.7184}}\
        """;

    private final BenchedHouse house;
    private final int jobs;
    private final HttpClient http = HttpClient.newHttpClient();

    NewJobs(BenchedHouse house, BenchSettings settings) {
        this.house = house;
        this.jobs = (int) (A_SECOND * Math.max(settings.seconds() * settings.pairs(), 5));
    }

    Row measured() throws Exception {
        open();
        try (Phones phones = new Phones(house, Set.of("new", "reset"))) {
            for (int community = 0; community < Ground.COMMUNITIES; community++) {
                phones.listen("/api/worker/jobs/stream", Ground.PEOPLE - Ground.COMMUNITIES + community);
            }
            phones.awaitAll(house.redis());
            Map<UUID, Instant> called = called();
            Map<UUID, Instant> heard = phones.heard(called.keySet());
            long[] nanos = called.keySet().stream()
                    .skip(WARM_UP)
                    .filter(heard::containsKey)
                    .mapToLong(job ->
                            Duration.between(called.get(job), heard.get(job)).toNanos())
                    .toArray();
            return row(Outcome.of(nanos, nanos.length, 1, Map.of()));
        }
    }

    /** A slot for calls in each community, from an hour ago for half a day. */
    private void open() throws SQLException {
        Settlement settlement = house.settlement();
        settlement.forgetJobs();
        Object[] communities = Settlement.array(Ground.COMMUNITIES, Ground::community);
        Object[] services = Settlement.array(Ground.COMMUNITIES, Ground::repair);
        Object[] slots = Settlement.array(Ground.COMMUNITIES, Ground::calls);
        settlement.run("""
            INSERT INTO slot (community_id, id, service_id, schedule_id, day, scheduled_day, starts_at, ends_at,
                              cut_off_at, capacity, activity)
            SELECT community, id, service, id, current_date, current_date, now() - interval '1 hour',
                   now() + interval '12 hours', now() + interval '11 hours', 100000, '今日报修'
            FROM unnest(?::uuid[], ?::uuid[], ?::uuid[]) AS made (community, id, service) ON CONFLICT DO NOTHING
            """, communities, slots, services);
        settlement.run("""
            INSERT INTO seats (community_id, slot_id, service_id, station_id, day, starts_at, ends_at, cut_off_at,
                               activity, capacity)
            SELECT slot.community_id, slot.id, slot.service_id, service.station_id, slot.day, slot.starts_at,
                   slot.ends_at, slot.cut_off_at, slot.activity, slot.capacity
            FROM slot JOIN service ON service.community_id = slot.community_id AND service.id = slot.service_id
            WHERE slot.id = ANY(?::uuid[]) ON CONFLICT DO NOTHING
            """, (Object) slots);
    }

    /** So many a second; when each was sent. */
    private Map<UUID, Instant> called() throws Exception {
        Map<UUID, Instant> called = new LinkedHashMap<>();
        long began = System.nanoTime();
        for (int n = 0; n < WARM_UP + jobs; n++) {
            String quote = asked(n, "/api/quotes", body(n, "serviceId", "\"" + Ground.repair(communityOf(n)) + "\""))
                    .get("token")
                    .asString();
            Thread.sleep(Math.max(0, (began - System.nanoTime()) / 1_000_000 + n * 1_000L / A_SECOND));
            Instant sent = Instant.now();
            JsonNode booking = asked(n, "/api/bookings", body(n, "quote", "\"" + quote + "\",\"details\":" + DETAILS));
            called.put(UUID.fromString(booking.get("id").asString()), sent);
        }
        return called;
    }

    private static int communityOf(int n) {
        return Ground.communityOf(n);
    }

    private static String body(int n, String name, String value) {
        return "{\"slotId\":\"" + Ground.calls(communityOf(n)) + "\",\"" + name + "\":" + value + "}";
    }

    private JsonNode asked(int person, String path, String body) throws IOException, InterruptedException {
        java.net.http.HttpRequest request = java.net.http.HttpRequest.newBuilder(URI.create(house.address() + path))
                .header("Authorization", "Bearer " + Ground.token(person))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", Letters.key())
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException(path + " answered " + answer.statusCode() + " " + answer.body());
        }
        return LoadGenerator.JSON.readTree(answer.body());
    }

    private static Row row(Outcome outcome) {
        return Row.reaching(
                "new-job",
                "a call for a repair being sent until its worker's phone hears of it",
                outcome,
                String.format(Locale.ROOT, "%,d calls, %d a second", outcome.done(), A_SECOND));
    }
}
