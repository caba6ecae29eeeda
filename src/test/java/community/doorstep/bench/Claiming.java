package community.doorstep.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;

/** Workers who claim, each a job of their community while a place is left; over HTTP, or in JDBC the bare update. */
final class Claiming {

    private static final int JOBS = 20_000;
    private static final double LONG = 120;

    /** Of each community so many claim, so that they are known to the house as people at work are. */
    private static final int WORKERS = 25;

    private final BenchedHouse house;
    private final DispatchGround ground;
    private final double seconds;
    private int day = 2_000;
    private long next = JOBS;

    Claiming(BenchedHouse house, DispatchGround ground, double seconds) {
        this.house = house;
        this.ground = ground;
        this.seconds = seconds;
    }

    /** New jobs, which Redis knows too: the first claim at each station has it rebuilt. */
    void open() throws Exception {
        ground.open(++day, JOBS, false);
        next = 0;
        try (Redis redis = new Redis(house.redis())) {
            for (int community = 0; community < Ground.COMMUNITIES; community++) {
                redis.lose(Ground.station(community));
            }
            over(4, Ground.COMMUNITIES, LONG);
            for (int community = 0; community < Ground.COMMUNITIES; community++) {
                redis.awaitGen(Ground.station(community), "");
            }
        }
        house.awaitQuiet();
    }

    /** Until the application's JVM has nearly stopped compiling. */
    void warm(int connections) throws Exception {
        for (int times = 1; times <= Stopwatch.MOST_WARMINGS; times++) {
            if (next > JOBS / 2) {
                open();
            }
            double before = Proc.compilerSeconds(house.applicationPid());
            over(connections);
            double compiling = (Proc.compilerSeconds(house.applicationPid()) - before) / seconds;
            if (times > 1 && compiling < Stopwatch.WARM) {
                return;
            }
        }
    }

    /** Claims what is left, for a time. */
    Outcome over(int connections) throws IOException {
        return over(connections, JOBS, seconds);
    }

    /** The processor's microseconds that one claim cost are printed. */
    private Outcome over(int connections, long most, double length) throws IOException {
        Asking asking = new Asking(letters(most), 200, length);
        Map<String, Double> before = cpu();
        URI address = URI.create(house.address());
        try (HttpLoad load = new HttpLoad(new InetSocketAddress(address.getHost(), address.getPort()), asking)) {
            load.run(connections);
        }
        Outcome outcome = asking.outcome();
        StringBuilder costs = new StringBuilder();
        cpu().forEach((name, spent) -> costs.append(String.format(
                Locale.ROOT, ", %s %.0f µs", name, (spent - before.get(name)) * 1e6 / Math.max(1, outcome.done()))));
        System.out.printf(
                Locale.ROOT,
                "  claims %.0f/s, p50 %.0f µs, %s%s%n",
                outcome.perSecond(),
                outcome.p50Micros(),
                outcome.answers(),
                costs);
        return outcome;
    }

    /** The n-th claim is by a worker of its community who has a place left. */
    private LongFunction<byte[]> letters(long most) {
        long first = next;
        return n -> {
            if (first + n >= most) {
                return null;
            }
            next = first + n + 1;
            return letter(first + n);
        };
    }

    private byte[] letter(long n) {
        int community = (int) (n % Ground.COMMUNITIES);
        long number = n / Ground.COMMUNITIES;
        String path = "/api/worker/jobs/" + DispatchGround.job(day, community, number) + "/claim";
        return Letters.request(path, Ground.token(worker(community, number)), null, "{}", n, -1)
                .bytes();
    }

    static int worker(int community, long number) {
        return community + Ground.COMMUNITIES * (int) (number % WORKERS);
    }

    private Map<String, Double> cpu() throws IOException {
        Map<String, Double> cpu = new LinkedHashMap<>();
        for (Map.Entry<String, Long> process : house.processes().entrySet()) {
            cpu.put(process.getKey(), Proc.cpuSeconds(process.getValue()));
        }
        return cpu;
    }

    /** Updates a second of what is left. */
    double inJdbc() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(Arm.JDBC_THREADS);
        try {
            AtomicLong left = new AtomicLong(next);
            long began = System.nanoTime();
            long end = began + (long) (seconds * 1e9);
            List<Callable<Long>> works = new ArrayList<>();
            for (int i = 0; i < Arm.JDBC_THREADS; i++) {
                works.add(() -> update(left, end));
            }
            long done = 0;
            for (Future<Long> work : threads.invokeAll(works)) {
                done += work.get();
            }
            next = JOBS;
            return done / ((System.nanoTime() - began) / 1e9);
        } finally {
            threads.shutdownNow();
        }
    }

    private long update(AtomicLong left, long end) throws SQLException {
        JdbcTasks.Database to = house.database();
        long done = 0;
        try (Connection connection = DriverManager.getConnection(to.url(), to.user(), to.password());
                PreparedStatement update = connection.prepareStatement("""
                    UPDATE job SET state = 'ACCEPTED', worker_id = ?, worker_community_id = ?, place = ?,
                        accepted_at = now(), version = version + 1
                    WHERE community_id = ? AND id = ? AND state = 'WAITING'
                    """)) {
            for (long n = left.getAndIncrement(); n < JOBS && System.nanoTime() < end; n = left.getAndIncrement()) {
                int community = (int) (n % Ground.COMMUNITIES);
                long number = n / Ground.COMMUNITIES;
                update.setObject(1, Ground.person(worker(community, number)));
                update.setObject(2, Ground.community(community));
                update.setInt(3, 1 + (int) (number / WORKERS));
                update.setObject(4, Ground.community(community));
                update.setObject(5, DispatchGround.job(day, community, number));
                done += update.executeUpdate();
            }
        }
        return done;
    }
}
