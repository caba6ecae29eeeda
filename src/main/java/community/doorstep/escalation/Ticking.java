package community.doorstep.escalation;

import community.doorstep.shared.Repeating;
import community.doorstep.shared.Turn;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** One instance ticks; when it dies another takes over. PostgreSQL says whose turn it is, so Redis may be away. */
@Component
class Ticking extends Repeating {

    Ticking(Escalations escalations, DatabaseClient database, EscalationSettings settings) {
        super(settings.tickEvery(), ticking(escalations, new Turn(database, "escalation", settings.turn())));
    }

    private static java.util.function.Supplier<Mono<?>> ticking(Escalations escalations, Turn turn) {
        return () -> turn.mine().filter(mine -> mine).flatMap(mine -> escalations.look());
    }

    /** Every instance looks now and then, so that no job depends on the turn; a job's row is locked by one. */
    @Component
    static class Sweeping extends Repeating {

        Sweeping(Escalations escalations, EscalationSettings settings) {
            super(settings.sweepEvery(), escalations::look);
        }
    }
}
