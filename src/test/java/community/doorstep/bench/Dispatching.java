package community.doorstep.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;

/** Claims and their cost, and how fast a lost station stands again. */
final class Dispatching {

    private static final int CONNECTIONS = 64;
    private static final int JOBS = 20_000;
    private static final int MANY = 100_000;
    private static final int FEW = 100;

    private final BenchedHouse house;
    private final BenchSettings settings;
    private final DispatchGround ground;
    private int day = 1_000;

    Dispatching(BenchedHouse house, BenchSettings settings) {
        this.house = house;
        this.settings = settings;
        this.ground = new DispatchGround(house.settlement(), house.owner());
    }

    void hire() throws SQLException {
        ground.hire();
        try (Redis redis = new Redis(house.redis())) {
            redis.forgetAll();
        }
    }

    DispatchGround ground() {
        return ground;
    }

    /** Accepted claims a second over HTTP against JDBC doing nothing but the conditional update. */
    Row claims() throws Exception {
        List<Double> ours = new ArrayList<>();
        List<Double> baselines = new ArrayList<>();
        for (int pair = -1; pair < settings.pairs(); pair++) {
            ground.open(++day, JOBS, false);
            double claimed = claimed(CONNECTIONS, JOBS, false).perSecond();
            ground.open(++day, JOBS, false);
            double updated = updated();
            if (pair >= 0) {
                ours.add(claimed);
                baselines.add(updated);
            }
        }
        double ratio = Medians.of(ours) / Medians.of(baselines);
        return new Row(
                "claims",
                "accepted claims over HTTP ÷ JDBC doing the conditional update",
                "1/s",
                0.3,
                0.6,
                false,
                Medians.of(ours),
                Medians.of(baselines),
                ratio,
                List.of(),
                CONNECTIONS + " connections; JDBC with " + Arm.JDBC_THREADS + " threads");
    }

    /** The n-th claim is by a worker of its community who has a place left. */
    private Outcome claimed(int connections, int jobs, boolean oneStation) throws IOException {
        int today = day;
        LongFunction<byte[]> letters = n -> n >= jobs ? null : letter(today, n, oneStation);
        Asking asking = new Asking(letters, 200, settings.seconds());
        URI address = URI.create(house.address());
        try (HttpLoad load = new HttpLoad(new InetSocketAddress(address.getHost(), address.getPort()), asking)) {
            load.run(connections);
        }
        Outcome outcome = asking.outcome();
        System.out.printf(Locale.ROOT, "  claims %.0f/s, %s%n", outcome.perSecond(), outcome.answers());
        return outcome;
    }

    private static byte[] letter(int day, long n, boolean oneStation) {
        int community = oneStation ? 0 : (int) (n % Ground.COMMUNITIES);
        long number = oneStation ? n : n / Ground.COMMUNITIES;
        int worker = community + Ground.COMMUNITIES * (int) (number % (Ground.PEOPLE / Ground.COMMUNITIES));
        String path = "/api/worker/jobs/" + DispatchGround.job(day, community, number) + "/claim";
        return Letters.request(path, Ground.token(worker), null, "{}", n, -1).bytes();
    }

    private double updated() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(Arm.JDBC_THREADS);
        try {
            AtomicLong next = new AtomicLong();
            long began = System.nanoTime();
            long end = began + (long) (settings.seconds() * 1e9);
            List<Callable<Long>> works = new ArrayList<>();
            for (int i = 0; i < Arm.JDBC_THREADS; i++) {
                works.add(() -> update(next, end));
            }
            long done = 0;
            for (Future<Long> work : threads.invokeAll(works)) {
                done += work.get();
            }
            return done / ((System.nanoTime() - began) / 1e9);
        } finally {
            threads.shutdownNow();
        }
    }

    private long update(AtomicLong next, long end) throws SQLException {
        JdbcTasks.Database to = house.database();
        long done = 0;
        try (Connection connection = DriverManager.getConnection(to.url(), to.user(), to.password());
                PreparedStatement update = connection.prepareStatement("""
                    UPDATE job SET state = 'ACCEPTED', worker_id = ?, worker_community_id = ?, place = ?,
                        accepted_at = now(), version = version + 1
                    WHERE community_id = ? AND id = ? AND state = 'WAITING'
                    """)) {
            for (long n = next.getAndIncrement(); n < JOBS && System.nanoTime() < end; n = next.getAndIncrement()) {
                int community = (int) (n % Ground.COMMUNITIES);
                long number = n / Ground.COMMUNITIES;
                int workers = Ground.PEOPLE / Ground.COMMUNITIES;
                update.setObject(1, Ground.person(community + Ground.COMMUNITIES * (int) (number % workers)));
                update.setObject(2, Ground.community(community));
                update.setInt(3, 1 + (int) (number / workers));
                update.setObject(4, Ground.community(community));
                update.setObject(5, DispatchGround.job(day, community, number));
                done += update.executeUpdate();
            }
        }
        return done;
    }

    /** One claim at a time while a hundred thousand wait, against while a hundred do. */
    Row claimCost() throws Exception {
        ground.open(++day, FEW, true);
        claimed(1, FEW, true);
        ground.open(++day, MANY, true);
        double many = claimed(1, FEW, true).p50Micros();
        ground.open(++day, FEW, true);
        double few = claimed(1, FEW, true).p50Micros();
        return new Row(
                "claim-cost",
                "a lone claim, p50, 100,000 jobs waiting ÷ 100 waiting",
                "µs",
                1.5,
                1.1,
                true,
                many,
                few,
                many / few,
                List.of(),
                "");
    }

    /** From the loss of a station's keys until it stands again, while a worker's phone listens. */
    Row rebuild() throws Exception {
        ground.open(++day, MANY, true);
        List<Double> seconds = new ArrayList<>();
        URI address = URI.create(house.address());
        try (Socket phone = new Socket(address.getHost(), address.getPort());
                Redis redis = new Redis(house.redis())) {
            listen(phone);
            redis.awaitGen(Ground.station(0), "");
            for (int sample = 0; sample < settings.pairs(); sample++) {
                String before = redis.gen(Ground.station(0));
                long began = System.nanoTime();
                redis.lose(Ground.station(0));
                redis.awaitGen(Ground.station(0), before);
                seconds.add((System.nanoTime() - began) / 1e9);
            }
        }
        double median = Medians.of(seconds);
        return new Row(
                "rebuild",
                "rebuild of a lost station with 100,000 jobs",
                "s",
                10,
                3,
                true,
                median,
                0,
                median,
                seconds,
                "");
    }

    private static void listen(Socket phone) throws IOException {
        String request = "GET /api/worker/jobs/stream HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer "
                + Ground.token(0) + "\r\nAccept: text/event-stream\r\n\r\n";
        phone.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        Thread reader = new Thread(() -> drain(phone), "phone");
        reader.setDaemon(true);
        reader.start();
    }

    private static void drain(Socket phone) {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(phone.getInputStream(), StandardCharsets.UTF_8))) {
            while (lines.readLine() != null) {
                Thread.onSpinWait();
            }
        } catch (IOException over) {
            System.out.println("  the phone hung up");
        }
    }
}
