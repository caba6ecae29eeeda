package community.doorstep.lunchcare;

import community.doorstep.canteen.MealEaten;
import community.doorstep.canteen.MealMissed;
import community.doorstep.canteen.Meals;
import community.doorstep.shared.Audit;
import community.doorstep.shared.Caller;
import community.doorstep.shared.DomainEvent;
import community.doorstep.shared.Outbox;
import community.doorstep.shared.Refusal;
import java.time.Clock;
import java.util.UUID;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Opens a call for whoever is missed, and closes it when somebody knows; in the caller's transaction. */
@Component
@EnableConfigurationProperties(LunchCareSettings.class)
class LunchCalls {

    private final CallRows rows;
    private final Meals meals;
    private final Audit audit;
    private final Outbox outbox;
    private final LunchCareSettings settings;
    private final Clock clock;

    LunchCalls(CallRows rows, Meals meals, Audit audit, Outbox outbox, LunchCareSettings settings, Clock clock) {
        this.rows = rows;
        this.meals = meals;
        this.audit = audit;
        this.outbox = outbox;
        this.settings = settings;
        this.clock = clock;
    }

    /** Only who eats regularly is missed; another may have changed their mind. */
    Mono<Void> missed(MealMissed meal) {
        return meals.daysEaten(meal.service(), meal.person(), meal.day().minusDays(settings.withinDays()))
                .filter(days -> days >= settings.regularDays())
                .flatMap(regular -> rows.open(meal, clock.instant()))
                .flatMap(call -> outbox.add(new ElderMissed(
                        call.community(), call.id(), call.version(), call.station(), call.person(), call.bookedBy())));
    }

    /** A tablet that was alone says later that they had come. */
    Mono<Void> came(MealEaten meal) {
        return rows.close(meal.community(), meal.aggregate(), LunchCall.State.WELL, clock.instant())
                .flatMap(call -> rows.answer(
                        call, LunchAnswer.Asked.STATION, LunchAnswer.Said.CAME, "", meal.by(), clock.instant()))
                .then();
    }

    /** Refuses {@code lunch-call-unknown} (404), {@code lunch-call-closed} (409). */
    Mono<LunchAnswer> answer(
            Caller caller, UUID[] communities, UUID id, LunchAnswer.Asked asked, LunchAnswer.Said said, String note) {
        return rows.locked(id, communities)
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("lunch-call-unknown")))
                .doOnNext(LunchCalls::mustBeOpen)
                .delayUntil(call -> ended(call, said))
                .delayUntil(call ->
                        audit.note(caller.person(), call.community(), "lunch-call-answered", call.id(), said.name()))
                .flatMap(call -> rows.answer(call, asked, said, note, caller.person(), clock.instant()));
    }

    private static void mustBeOpen(LunchCall call) {
        if (call.state() != LunchCall.State.OPEN) {
            throw Refusal.conflict("lunch-call-closed");
        }
    }

    private Mono<?> ended(LunchCall call, LunchAnswer.Said said) {
        return switch (said) {
            case NOT_REACHED -> Mono.empty();
            case WELL, CAME -> rows.close(call.community(), call.id(), LunchCall.State.WELL, clock.instant());
            case HELPED -> rows.close(call.community(), call.id(), LunchCall.State.HELPED, clock.instant());
            case NEEDS_HELP -> outbox.add(help(call));
        };
    }

    private static DomainEvent help(LunchCall call) {
        return new ElderNeedsHelp(
                call.community(), call.id(), call.version(), call.station(), call.person(), call.bookedBy());
    }
}
