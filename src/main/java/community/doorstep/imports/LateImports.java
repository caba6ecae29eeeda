package community.doorstep.imports;

import community.doorstep.shared.Repeating;
import java.time.Clock;
import java.time.Duration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;

/** Forgets the rows of sheets that nobody confirmed in time. */
@Component
class LateImports extends Repeating {

    private static final Duration EVERY = Duration.ofMinutes(10);

    LateImports(DatabaseClient database, Clock clock) {
        super(EVERY, () -> database.sql("""
            UPDATE import_draft SET content = NULL WHERE content IS NOT NULL AND expires_at < :now
            """).bind("now", clock.instant()).then());
    }
}
