/** The only place that knows the WeChat SDKs: the mini program's server calls and Pay v3. */
@NullMarked
@ApplicationModule(allowedDependencies = "shared")
package community.doorstep.wechat;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
