/** Passes 通行码 that are good once: shown as a signed QR code, as digits or as a code to print, checked with us or by a tablet alone. */
@ApplicationModule(allowedDependencies = {"shared", "scenes"})
@NullMarked
package community.doorstep.passes;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
