package community.doorstep.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Claims and their cost, and how fast a lost station stands again. */
final class Dispatching {

    private static final int CONNECTIONS = 64;
    private static final int MANY = 100_000;
    private static final int FEW = 100;
    private static final int WARMINGS = 3;

    private final BenchedHouse house;
    private final BenchSettings settings;
    private final DispatchGround ground;
    private int day = 1_000;

    Dispatching(BenchedHouse house, BenchSettings settings) {
        this.house = house;
        this.settings = settings;
        this.ground = new DispatchGround(house.settlement());
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
        Claiming claiming = new Claiming(house, ground, settings.seconds());
        claiming.warm(CONNECTIONS);
        if (settings.profile()) {
            claiming.open();
            Recording.take(house, Path.of("target", "bench", "claims.jfr"), () -> claiming.over(CONNECTIONS));
        }
        List<Double> ours = new ArrayList<>();
        List<Double> baselines = new ArrayList<>();
        for (int pair = 0; pair < settings.pairs(); pair++) {
            claiming.open();
            ours.add(claiming.over(CONNECTIONS).perSecond());
            claiming.open();
            baselines.add(claiming.inJdbc());
        }
        return new Row(
                "claims",
                "accepted claims over HTTP ÷ JDBC doing the conditional update",
                "1/s",
                0.3,
                0.6,
                false,
                Medians.of(ours),
                Medians.of(baselines),
                Medians.of(ours) / Medians.of(baselines),
                Medians.ratios(ours, baselines),
                CONNECTIONS + " connections; JDBC with " + Arm.JDBC_THREADS + " threads");
    }

    /** The n-th claim is by a worker of its community who has a place left. */
    private Outcome claimed(int jobs) throws IOException {
        int today = day;
        Asking asking = new Asking(n -> n >= jobs ? null : letter(today, n), 200, settings.seconds());
        URI address = URI.create(house.address());
        try (HttpLoad load = new HttpLoad(new InetSocketAddress(address.getHost(), address.getPort()), asking)) {
            load.run(1);
        }
        return asking.outcome();
    }

    private static byte[] letter(int day, long n) {
        String path = "/api/worker/jobs/" + DispatchGround.job(day, 0, n) + "/claim";
        return Letters.request(path, Ground.token(Claiming.worker(0, n)), null, "{}", n, -1)
                .bytes();
    }

    /** One claim at a time while a hundred thousand wait, against while a hundred do. */
    Row claimCost() throws Exception {
        ground.open(++day, FEW, true);
        claimed(FEW);
        ground.open(++day, MANY, true);
        double many = claimed(FEW).p50Micros();
        ground.open(++day, FEW, true);
        double few = claimed(FEW).p50Micros();
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
            for (int sample = -WARMINGS; sample < settings.pairs(); sample++) {
                String before = redis.gen(Ground.station(0));
                long began = System.nanoTime();
                redis.lose(Ground.station(0));
                redis.awaitGen(Ground.station(0), before);
                if (sample >= 0) {
                    seconds.add((System.nanoTime() - began) / 1e9);
                }
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
