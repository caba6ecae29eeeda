/** The books: accounts and transfers of each community, double entry, append-only. */
@NullMarked
@ApplicationModule(allowedDependencies = "shared")
package community.doorstep.ledger;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
