/** Codes to print or to show: what stands in them is opaque, and only the server knows what it leads to. */
@ApplicationModule(allowedDependencies = {"shared", "wechat", "catalog"})
@NullMarked
package community.doorstep.scenes;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
