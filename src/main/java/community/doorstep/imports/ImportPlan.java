package community.doorstep.imports;

import java.util.List;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/**
 * What would come of a sheet.
 *
 * @param added new rows; {@code known} those that are there already and stay as they are
 * @param work writes it, in the caller's transaction; only without faults
 */
record ImportPlan(List<Faults.Fault> faults, int added, int known, Supplier<Mono<Void>> work) {}
