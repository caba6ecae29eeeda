package community.doorstep.bench;

import community.doorstep.simulation.SimulationLoad;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;

/** How fast a year of charges is replayed under a price book, and with how much memory. */
final class Simulations {

    private static final int CHARGES = 1_000_000;
    private static final int PEOPLE = 100_000;
    private static final double MUST = 100_000;
    private static final double AIM = 300_000;

    private final Path folder;
    private final BenchSettings settings;

    Simulations(Path folder, BenchSettings settings) {
        this.folder = folder;
        this.settings = settings;
    }

    /** The replay alone, of charges that are generated on the way. */
    Row generated() throws Exception {
        try (JavaProcess load = JavaProcess.asked(
                folder.resolve("simulation.log"),
                List.of("-Xmx256m", "-XX:+UseSerialGC"),
                SimulationLoad.class,
                List.of(String.valueOf(PEOPLE)))) {
            load.ask(String.valueOf(CHARGES / 2));
            List<Double> rates = new ArrayList<>();
            for (int sample = 0; sample < settings.pairs(); sample++) {
                rates.add(CHARGES / (Long.parseLong(load.ask(String.valueOf(CHARGES))) / 1e9));
            }
            return row("simulation", "charges replayed, generated", rates, Proc.mostResidentMegabytes(load.pid()));
        }
    }

    /** As an admin asks for it: over HTTP, from the database. */
    Row stored(BenchedHouse house) throws Exception {
        System.out.println("Making " + CHARGES + " charges");
        new PastYear(house.settlement()).make(CHARGES, PEOPLE);
        List<Double> rates = new ArrayList<>();
        double megabytes = 0;
        for (int sample = 0; sample <= settings.pairs(); sample++) {
            CompletableFuture<Double> asked = CompletableFuture.supplyAsync(() -> rate(house));
            while (!asked.isDone()) {
                megabytes = Math.max(megabytes, Proc.residentMegabytes(house.applicationPid()));
                Thread.sleep(100);
            }
            if (sample > 0) {
                rates.add(asked.get());
            }
        }
        return row("simulation-stored", "charges replayed, from the database over HTTP", rates, megabytes);
    }

    private static double rate(BenchedHouse house) {
        LocalDate last = LocalDate.now(ZoneOffset.UTC).minusDays(2);
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(house.address() + "/api/admin/price-books/" + Ground.book(0) + "/simulation"))
                .header("Authorization", "Bearer " + Ground.token(0))
                .header("Content-Type", "application/json")
                .timeout(Duration.ofMinutes(5))
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"from\": \"" + last.minusYears(1) + "\", \"to\": \"" + last + "\"}"))
                .build();
        try {
            long start = System.nanoTime();
            HttpResponse<String> answer =
                    HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
            double seconds = (System.nanoTime() - start) / 1e9;
            long bookings = LoadGenerator.JSON
                    .readTree(answer.body())
                    .at("/total/bookings")
                    .asLong(0);
            if (bookings < CHARGES * 0.99) {
                throw new IllegalStateException(answer.statusCode() + " " + answer.body());
            }
            System.out.printf(Locale.ROOT, "  simulated %,d charges in %.1f s%n", bookings, seconds);
            return bookings / seconds;
        } catch (java.io.IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static Row row(String name, String title, List<Double> rates, double megabytes) {
        double rate = Medians.of(rates);
        return new Row(
                name,
                String.format(Locale.ROOT, "%s (%,d of %,d people)", title, CHARGES, PEOPLE),
                "1/s",
                MUST,
                AIM,
                false,
                rate,
                0,
                rate,
                rates,
                String.format(Locale.ROOT, "peak memory (RSS) %.0f MB", megabytes));
    }
}
