/** Passes 通行码 that are good once: shown as a signed QR code and as digits, checked with us or by a tablet alone. */
@ApplicationModule(allowedDependencies = "shared")
@NullMarked
package community.doorstep.passes;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
