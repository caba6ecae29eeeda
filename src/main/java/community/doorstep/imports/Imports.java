package community.doorstep.imports;

import community.doorstep.shared.Audit;
import community.doorstep.shared.Caller;
import community.doorstep.shared.Detached;
import community.doorstep.shared.Ids;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.Role;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** A sheet is looked through and kept; nothing else is written before somebody confirms it, and then all or nothing. */
@Component
class Imports {

    /** @param added what is new; {@code known} what was there already */
    record Looked(UUID id, ImportKind kind, int rows, int added, int known, List<Faults.Fault> faults, Instant until) {}

    record ImportDone(UUID id, ImportKind kind, int added, int known) {}

    private static final Duration KEPT = Duration.ofHours(1);

    private final Map<ImportKind, SheetImport> kinds;
    private final ImportDrafts drafts;
    private final Audit audit;
    private final TransactionalOperator transaction;
    private final Detached detached;
    private final Clock clock;

    Imports(
            List<SheetImport> kinds,
            ImportDrafts drafts,
            Audit audit,
            TransactionalOperator transaction,
            Detached detached,
            Clock clock) {
        this.kinds = kinds.stream().collect(Collectors.toMap(SheetImport::kind, Function.identity()));
        this.drafts = drafts;
        this.audit = audit;
        this.transaction = transaction;
        this.detached = detached;
        this.clock = clock;
    }

    private Mono<ImportPlan> plan(ImportKind kind, Target target, List<Line> lines) {
        SheetImport known = kinds.get(kind);
        return known == null ? Mono.error(new IllegalStateException(kind.name())) : known.plan(target, lines);
    }

    /** In the caller's transaction. */
    Mono<Looked> look(ImportKind kind, Target target, List<Line> lines) {
        UUID id = Ids.next();
        Instant until = clock.instant().plus(KEPT);
        return plan(kind, target, lines)
                .delayUntil(plan -> drafts.keep(
                        new ImportDrafts.Draft(id, kind, target.community(), target.service(), lines),
                        target.admin().person(),
                        until))
                .map(plan -> new Looked(id, kind, lines.size(), plan.added(), plan.known(), plan.faults(), until));
    }

    /**
     * Writes all of it, once; a repeat gets the same answer. Refuses {@code import-unknown} (404) also for what is late,
     * {@code import-has-faults} (409) also for what has become wrong meanwhile.
     */
    Mono<ImportDone> confirm(Caller admin, UUID id) {
        UUID[] communities = admin.communitiesAs(Role.COMMUNITY_ADMIN);
        Mono<ImportDone> work =
                drafts.done(id, communities).switchIfEmpty(Mono.defer(() -> carryOut(admin, id, communities)));
        return detached.run(drafts.lock(id).then(work).as(transaction::transactional));
    }

    private record Planned(ImportDrafts.Draft draft, ImportPlan plan) {}

    private Mono<ImportDone> carryOut(Caller admin, UUID id, UUID[] communities) {
        return drafts.open(id, communities)
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("import-unknown")))
                .flatMap(draft -> plan(
                                draft.kind(), new Target(admin, draft.community(), draft.service()), draft.lines())
                        .map(plan -> new Planned(draft, plan)))
                .delayUntil(planned -> write(admin, planned))
                .map(planned -> new ImportDone(
                        id,
                        planned.draft().kind(),
                        planned.plan().added(),
                        planned.plan().known()));
    }

    private Mono<Void> write(Caller admin, Planned planned) {
        ImportPlan plan = planned.plan();
        ImportDrafts.Draft draft = planned.draft();
        if (!plan.faults().isEmpty()) {
            return Mono.error(Refusal.conflict("import-has-faults")
                    .with("faults", plan.faults().size()));
        }
        String figures = plan.added() + "+" + plan.known();
        return plan.work()
                .get()
                .then(Mono.defer(() -> drafts.finish(draft.id(), admin.person(), plan.added(), plan.known())))
                .then(Mono.defer(() -> audit.note(
                        admin.person(),
                        draft.community(),
                        "import-" + draft.kind().name().toLowerCase(java.util.Locale.ROOT),
                        draft.id(),
                        figures)));
    }
}
