package community.doorstep.promise;

import community.doorstep.catalog.Service;
import community.doorstep.catalog.ServiceKind;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is promised for some jobs by agreement, whoever is on duty: declared as a bean by the module that posts them.
 *
 * @param skill of such jobs
 * @param kind of the services that lead to them; null when none does
 * @param within after their beginning
 * @param untilDone kept when all is done by then, as with a run of many doors; else when somebody arrives
 */
public record Agreement(String skill, @Nullable ServiceKind kind, Duration within, boolean untilDone) {

    /** What the service itself says. */
    public static Agreement ofErrand(Service service) {
        return new Agreement(
                service.errand().skillOrUsual(),
                service.kind(),
                service.errand().within(),
                false);
    }

    boolean holdsFor(@Nullable String wanted, ServiceKind of) {
        return wanted == null ? of == kind : wanted.equals(skill);
    }
}
