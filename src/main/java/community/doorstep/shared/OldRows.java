package community.doorstep.shared;

import java.time.Clock;
import java.time.Duration;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;

/** Deletes, now and then, rows for which nobody can ask any more. */
public abstract class OldRows extends Repeating {

    /**
     * @param delete deletes the rows of before {@code :before}
     * @param stands how long a row stands
     */
    public record Old(String delete, Duration stands) {}

    protected OldRows(Duration every, DatabaseClient database, Clock clock, Old... tables) {
        super(
                every,
                () -> Flux.fromArray(tables)
                        .concatMap(old -> database.sql(old.delete())
                                .bind("before", clock.instant().minus(old.stands()))
                                .then())
                        .then());
    }
}
