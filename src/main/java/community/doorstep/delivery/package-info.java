/** How what people are told reaches them outside their inbox: subscribe messages, short messages, calls; each once. */
@ApplicationModule(allowedDependencies = {"shared", "wechat", "telephone", "identity"})
@NullMarked
package community.doorstep.delivery;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
