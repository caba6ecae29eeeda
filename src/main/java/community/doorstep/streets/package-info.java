/** Faults in the street 公共报修: reported by anybody, joined, dispatched like any job, paid by the governance fund. */
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "catalog",
            "identity",
            "media",
            "dispatch",
            "promise",
            "funds",
            "ledger",
            "screening"
        })
@NullMarked
package community.doorstep.streets;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
