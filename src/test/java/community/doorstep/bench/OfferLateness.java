package community.doorstep.bench;

import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

/** Offers that nobody answers: from the end of each until the leads' screens show that it went to the next worker. */
final class OfferLateness {

    private static final int A_SECOND = 50;
    private static final int WARM_UP = 150;
    private static final Duration SOON = Duration.ofSeconds(5);

    private final BenchedHouse house;
    private final DispatchGround ground;
    private final int offers;

    OfferLateness(BenchedHouse house, DispatchGround ground, BenchSettings settings) {
        this.house = house;
        this.ground = ground;
        // A worker is offered one job at a time, and each job needs the next worker.
        this.offers =
                Math.min(Ground.PEOPLE / 3, (int) (A_SECOND * Math.max(settings.seconds() * settings.pairs(), 5)));
    }

    Row measured() throws Exception {
        house.settlement().forgetJobs();
        ground.rule(DispatchGround.NEAREST);
        try (Phones screens = new Phones(house, Set.of("job"))) {
            for (int community = 0; community < Ground.COMMUNITIES; community++) {
                screens.listen("/api/station/stream?stationId=" + Ground.station(community), community);
            }
            screens.awaitAll(house.redis());
            Instant first = Instant.now().plus(SOON);
            offer(first);
            Map<UUID, Instant> heard = screens.heard(IntStream.range(0, WARM_UP + offers)
                    .mapToObj(OfferLateness::job)
                    .toList());
            long[] nanos = IntStream.range(WARM_UP, WARM_UP + offers)
                    .filter(n -> heard.containsKey(job(n)))
                    .mapToLong(n ->
                            Duration.between(end(first, n), heard.get(job(n))).toNanos())
                    .toArray();
            return row(Outcome.of(nanos, nanos.length, 1, Map.of()));
        } finally {
            ground.rule(DispatchGround.BROADCAST);
        }
    }

    private static UUID job(int n) {
        return DispatchGround.job(0, n % Ground.COMMUNITIES, n);
    }

    private static Instant end(Instant first, int n) {
        return first.plusNanos(n * 1_000_000_000L / A_SECOND);
    }

    /** The n-th ends a little after the one before; each to another worker of its station. */
    private void offer(Instant first) throws SQLException {
        int all = WARM_UP + offers;
        house.settlement()
                .run(
                        """
                        INSERT INTO job (community_id, id, station_id, resident_id, requested_by, skill, title, latitude,
                            longitude, door, starts_at, promised_by, state, posted_at, waiting_since, audience, offered_to,
                            offered_until, offered_why, rung, due_at)
                        SELECT community, id, station, worker, worker, 'TAP', '修水龙头', 26.5876, 101.7184, '\\x00'::bytea, now(),
                            now() + interval '1 day', 'WAITING', now(), now(), 'OFFERED', worker, until, '{最近,nearest}', 1,
                            until
                        FROM (
                            SELECT made.*, ?::timestamptz + (nth - 1) * interval '1 second' / %d AS until
                            FROM unnest(?::uuid[], ?::uuid[], ?::uuid[], ?::uuid[])
                                WITH ORDINALITY AS made (community, id, station, worker, nth)) AS offer
                        """.formatted(A_SECOND),
                        Timestamp.from(first),
                        Settlement.array(all, n -> Ground.community(n % Ground.COMMUNITIES)),
                        Settlement.array(all, OfferLateness::job),
                        Settlement.array(all, n -> Ground.station(n % Ground.COMMUNITIES)),
                        Settlement.array(all, Ground::person));
    }

    private static Row row(Outcome outcome) {
        return Row.reaching(
                "offer-lateness",
                "an offer that ran out until it is shown as the next worker's",
                outcome,
                String.format(Locale.ROOT, "%,d offers, %d a second", outcome.done(), A_SECOND));
    }
}
