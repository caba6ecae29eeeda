/** Care by lunch: an elder who eats regularly and does not come is looked for, until somebody knows that they are well. */
@ApplicationModule(allowedDependencies = {"shared", "identity", "catalog", "canteen"})
@NullMarked
package community.doorstep.lunchcare;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
