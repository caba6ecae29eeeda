package community.doorstep.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import community.doorstep.Town;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.Disposable;

/** A phone that listens to a stream and remembers what it hears. */
final class Phone implements AutoCloseable {

    private static final ParameterizedTypeReference<ServerSentEvent<String>> EVENT =
            new ParameterizedTypeReference<>() {};

    private final List<ServerSentEvent<String>> heard = new CopyOnWriteArrayList<>();
    private final Disposable stream;
    private volatile boolean over;

    Phone(int port, String address, Town.Person owner, String lastEventId) {
        stream = WebClient.create("http://127.0.0.1:" + port)
                .get()
                .uri(address)
                .accept(MediaType.TEXT_EVENT_STREAM)
                .headers(headers -> headers.setBearerAuth(owner.token()))
                .headers(headers -> {
                    if (lastEventId != null) {
                        headers.set("Last-Event-ID", lastEventId);
                    }
                })
                .retrieve()
                .bodyToFlux(EVENT)
                .filter(event -> event.event() != null)
                .doFinally(end -> over = true)
                .subscribe(heard::add, error -> over = true);
    }

    static Phone ofWorker(int port, Town.Person worker) {
        return new Phone(port, "/api/worker/jobs/stream", worker, null);
    }

    static Phone ofWorker(int port, Town.Person worker, String lastEventId) {
        return new Phone(port, "/api/worker/jobs/stream", worker, lastEventId);
    }

    static Phone ofResident(int port, Town.Person resident) {
        return new Phone(port, "/api/me/stream", resident, null);
    }

    /** The first such event about the job, waiting for it. */
    ServerSentEvent<String> hears(String event, JobId job) {
        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> assertThat(heard)
                        .as("%s of %s", event, job)
                        .anyMatch(one -> event.equals(one.event()) && tells(one, job)));
        return heard.stream()
                .filter(one -> event.equals(one.event()) && tells(one, job))
                .findFirst()
                .orElseThrow();
    }

    /** The n-th {@code reset} from the first, waiting for it. */
    ServerSentEvent<String> hearsReset(int n) {
        await().atMost(Duration.ofSeconds(15)).until(() -> resets().size() >= n);
        return resets().get(n - 1);
    }

    private List<ServerSentEvent<String>> resets() {
        return heard.stream().filter(one -> "reset".equals(one.event())).toList();
    }

    /** Whether the job is on the screen, as the worker's events tell it; resets may come at any time. */
    boolean shows(JobId job) {
        boolean shown = false;
        for (ServerSentEvent<String> one : heard) {
            if ("reset".equals(one.event())) {
                shown = tells(one, job);
            } else if (tells(one, job)) {
                shown = "new".equals(one.event()) || "changed".equals(one.event());
            }
        }
        return shown;
    }

    void showsSoon(JobId job) {
        await().atMost(Duration.ofSeconds(15)).until(() -> shows(job));
    }

    void showsNoMore(JobId job) {
        await().atMost(Duration.ofSeconds(15)).until(() -> !shows(job));
    }

    private static boolean tells(ServerSentEvent<String> event, JobId job) {
        return event.data() != null && event.data().contains(job.toString());
    }

    List<ServerSentEvent<String>> heard() {
        return heard;
    }

    boolean isOver() {
        return over;
    }

    @Override
    public void close() {
        stream.dispose();
    }
}
