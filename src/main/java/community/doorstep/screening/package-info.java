/** Words and pictures that other people will see: WeChat looks at them, and staff where it is in doubt. */
@ApplicationModule(allowedDependencies = {"shared", "wechat", "media", "identity"})
@NullMarked
package community.doorstep.screening;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
