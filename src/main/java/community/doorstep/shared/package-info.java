/** What every module may use: ids, refusals, idempotency, the outbox, sealing, and who is calling. */
@ApplicationModule(
        type = ApplicationModule.Type.OPEN,
        allowedDependencies = {})
@NullMarked
package community.doorstep.shared;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
