/** Repeats: a child for every school day of a term, an elder's lunch for each weekday. */
@ApplicationModule(allowedDependencies = {"shared", "booking", "pricing", "catalog", "identity"})
@NullMarked
package community.doorstep.enrolment;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
