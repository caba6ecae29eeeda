package community.doorstep.identity;

import community.doorstep.shared.Caller;
import community.doorstep.shared.Detached;
import community.doorstep.shared.Refusal;
import jakarta.validation.Valid;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** When the signed-in person wants to be left in peace. What concerns a child's safety or one's duty comes at any hour. */
@RestController
@RequestMapping("/api/me/quiet-hours")
class QuietHoursController {

    /**
     * Both or neither; the same time twice means no quiet hours.
     *
     * @param from e.g. 21:30; null for the hours of the house
     */
    record QuietWish(@Nullable LocalTime from, @Nullable LocalTime until) {}

    private final DatabaseClient database;
    private final Reaching reaching;
    private final Detached detached;

    QuietHoursController(DatabaseClient database, Reaching reaching, Detached detached) {
        this.database = database;
        this.reaching = reaching;
        this.detached = detached;
    }

    @GetMapping
    Mono<QuietHours> hours(@AuthenticationPrincipal Caller caller) {
        return database.sql("SELECT quiet_from, quiet_until FROM person WHERE id = :id")
                .bind("id", caller.person().value())
                .map(row -> reaching.hours(row))
                .one();
    }

    /** Refuses {@code quiet-hours-unclear} (400) when only one of the two is given. */
    @PutMapping
    Mono<QuietHours> change(@AuthenticationPrincipal Caller caller, @Valid @RequestBody QuietWish wish) {
        LocalTime from = wish.from();
        LocalTime until = wish.until();
        if ((from == null) != (until == null)) {
            return Mono.error(Refusal.badRequest("quiet-hours-unclear"));
        }
        DatabaseClient.GenericExecuteSpec update = database.sql(
                        "UPDATE person SET quiet_from = :from, quiet_until = :until WHERE id = :id")
                .bind("id", caller.person().value());
        update = from == null || until == null
                ? update.bindNull("from", LocalTime.class).bindNull("until", LocalTime.class)
                : update.bind("from", from).bind("until", until);
        return detached.run(update.then()).then(Mono.defer(() -> hours(caller)));
    }
}
