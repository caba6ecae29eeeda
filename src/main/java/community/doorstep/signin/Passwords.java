package community.doorstep.signin;

import community.doorstep.shared.Refusal;
import community.doorstep.shared.Sha256;
import jakarta.annotation.PreDestroy;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Hashes passwords with BCrypt, on threads of its own and a bounded queue: it is slow by intent. Refuses {@code busy}
 * (503) when too many wait.
 */
@Component
class Passwords {

    private static final int THREADS = 2;
    private static final int MOST_WAITING = 100;
    private static final Duration LATER = Duration.ofSeconds(5);

    private final Scheduler threads = Schedulers.newBoundedElastic(THREADS, MOST_WAITING, "passwords", 60, true);
    private final BCryptPasswordEncoder encoder;
    /** So that a name that nobody has takes as long as one that somebody has. */
    private final String nobodys;

    Passwords(SigninSettings settings) {
        encoder = new BCryptPasswordEncoder(settings.passwordStrength());
        nobodys = String.valueOf(encoder.encode(Secrets.fresh()));
    }

    Mono<String> hash(String password) {
        return elsewhere(Mono.fromCallable(() -> encoder.encode(shortened(password))));
    }

    /** False without a hash, after the same time. */
    Mono<Boolean> matches(String password, @Nullable String hash) {
        return elsewhere(Mono.fromCallable(
                () -> encoder.matches(shortened(password), hash == null ? nobodys : hash) && hash != null));
    }

    /** BCrypt reads 72 bytes: longer passwords, and those in Chinese, go in whole by their hash. */
    private static String shortened(String password) {
        String same = Normalizer.normalize(password, Normalizer.Form.NFKC);
        return Base64.getEncoder().withoutPadding().encodeToString(Sha256.of(same.getBytes(StandardCharsets.UTF_8)));
    }

    private <T> Mono<T> elsewhere(Mono<T> work) {
        return work.subscribeOn(threads)
                .onErrorMap(RejectedExecutionException.class, full -> Refusal.unavailable("busy", LATER));
    }

    @PreDestroy
    void close() {
        threads.dispose();
    }
}
