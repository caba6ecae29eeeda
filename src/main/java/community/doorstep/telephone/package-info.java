/** The one way to people's telephones, for those without WeChat and for what must not wait: short messages and calls. */
@ApplicationModule(allowedDependencies = "shared")
@NullMarked
package community.doorstep.telephone;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
