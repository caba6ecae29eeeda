package community.doorstep.imports;

import java.util.List;
import reactor.core.publisher.Mono;

/** Reads the lines of one kind of sheet. */
interface SheetImport {

    ImportKind kind();

    Mono<ImportPlan> plan(Target target, List<Line> lines);
}
