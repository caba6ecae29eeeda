/** People, their families, their reviewed evidence, staff roles, and signing in. */
@ApplicationModule(allowedDependencies = {"media", "shared", "wechat"})
@NullMarked
package community.doorstep.identity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
