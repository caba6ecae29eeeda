/** What people say of a service they had: ratings, and complaints that are answered in time. */
@ApplicationModule(allowedDependencies = {"shared", "booking", "catalog", "identity", "screening"})
@NullMarked
package community.doorstep.feedback;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
