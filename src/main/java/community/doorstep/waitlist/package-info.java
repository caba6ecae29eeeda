/** Who waits for a seat, in which order, and to whom a seat that came free is offered. */
@ApplicationModule(allowedDependencies = {"shared", "catalog", "identity", "seats"})
@NullMarked
package community.doorstep.waitlist;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
