package community.doorstep.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** People who keep signing in: each waits for the answer, whatever it is, and a second more. */
final class SignInCrowd {

    private static final int PEOPLE = 64;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Executor A_SECOND_LATER = CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS);

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI sessions;
    private final AtomicInteger generation = new AtomicInteger();

    SignInCrowd(String address) {
        sessions = URI.create(address + "/api/sessions");
    }

    void come() {
        int now = generation.incrementAndGet();
        for (int person = 0; person < PEOPLE; person++) {
            signIn(now, person);
        }
    }

    void leave() {
        generation.incrementAndGet();
    }

    private void signIn(int coming, int person) {
        if (coming != generation.get()) {
            return;
        }
        HttpRequest request = HttpRequest.newBuilder(sessions)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"code\": \"dev-crowd" + person + "\"}"))
                .build();
        http.sendAsync(request, HttpResponse.BodyHandlers.discarding())
                .whenCompleteAsync((answer, failure) -> signIn(coming, person), A_SECOND_LATER);
    }
}
