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
    private static final int MOST_WARMINGS = 6;
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
            for (int round = 1; round <= MOST_WARMINGS; round++) {
                double before = Proc.compilerSeconds(house.applicationPid());
                Outcome outcome = round(screens, round);
                double compiling = (Proc.compilerSeconds(house.applicationPid()) - before) * A_SECOND / all();
                System.out.printf(
                        Locale.ROOT,
                        "  warming offers: p99 %.0f ms, %.0f %% of a processor for compiling%n",
                        outcome.p99Micros() / 1000,
                        100 * compiling);
                if (compiling < Stopwatch.WARM) {
                    break;
                }
            }
            return row(round(screens, 0));
        } finally {
            ground.rule(DispatchGround.BROADCAST);
        }
    }

    private int all() {
        return WARM_UP + offers;
    }

    /** Each round has jobs of its own, and the workers are free again. */
    private Outcome round(Phones screens, int round) throws Exception {
        house.settlement().forgetJobs();
        Instant first = Instant.now().plus(SOON);
        offer(round, first);
        Map<UUID, Instant> heard = screens.heard(
                IntStream.range(0, all()).mapToObj(n -> job(round, n)).toList());
        long[] nanos = IntStream.range(WARM_UP, all())
                .filter(n -> heard.containsKey(job(round, n)))
                .mapToLong(n -> Duration.between(end(first, n), heard.get(job(round, n)))
                        .toNanos())
                .toArray();
        return Outcome.of(nanos, nanos.length, 1, Map.of());
    }

    private static UUID job(int round, int n) {
        return DispatchGround.job(round, n % Ground.COMMUNITIES, n);
    }

    private static Instant end(Instant first, int n) {
        return first.plusNanos(n * 1_000_000_000L / A_SECOND);
    }

    /** The n-th ends a little after the one before; each to another worker of its station. */
    private void offer(int round, Instant first) throws SQLException {
        int all = all();
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
                        Settlement.array(all, n -> job(round, n)),
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
