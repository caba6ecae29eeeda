package community.doorstep.passes;

import community.doorstep.scenes.Scenes;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.StationId;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What tablets let pass while they were alone. Everything is kept; of several uses of a pass the first in time counts,
 * and the others are conflicts. In the caller's transaction; the same use may be sent again.
 */
@Component
public class OfflineUses {

    /** Where a tablet comes from, and who brings it back. */
    public record Tablet(CommunityId community, StationId station, String purpose, PersonId by, TabletClock clock) {}

    private static final Comparator<OfflineUse> ONE_ORDER = Comparator.comparing(
                    (OfflineUse use) -> use.pass().value())
            .thenComparing(OfflineUse::at)
            .thenComparing(OfflineUse::id);

    private final PassRows rows;
    private final UseRows uses;
    private final Scenes scenes;
    private final Clock clock;

    OfflineUses(PassRows rows, UseRows uses, Scenes scenes, Clock clock) {
        this.rows = rows;
        this.uses = uses;
        this.scenes = scenes;
        this.clock = clock;
    }

    /** Pass after pass in one order, so that two tablets do not wait for each other. */
    public Mono<List<UsedOffline>> take(Tablet tablet, List<OfflineUse> sent) {
        return Flux.fromStream(sent.stream().sorted(ONE_ORDER))
                .concatMap(use -> take(tablet, use))
                .collectList();
    }

    private Mono<UsedOffline> take(Tablet tablet, OfflineUse use) {
        Instant at = tablet.clock().right(use.at(), clock.instant());
        return rows.locked(tablet.community(), use.pass())
                .filter(pass -> pass.station().equals(tablet.station())
                        && pass.purpose().equals(tablet.purpose()))
                .flatMap(pass ->
                        known(tablet, use, pass).switchIfEmpty(Mono.defer(() -> decided(tablet, use, pass, at))))
                .switchIfEmpty(Mono.defer(() -> unknown(tablet, use, at)));
    }

    private Mono<UsedOffline> known(Tablet tablet, OfflineUse use, @Nullable Pass pass) {
        UUID subject = pass == null ? null : pass.subject();
        return uses.one(tablet.community(), use.id())
                .map(known ->
                        new UsedOffline(known.id(), known.pass(), subject, known.outcome(), known.at(), null, false));
    }

    private Mono<UsedOffline> decided(Tablet tablet, OfflineUse use, Pass pass, Instant at) {
        PassOutcome outcome = OfflineRule.decide(pass, at, tablet.clock().isWrong());
        boolean counts = outcome == PassOutcome.ACCEPTED;
        UUID displaced = counts ? pass.use() : null;
        Mono<Void> before = displaced == null ? Mono.empty() : uses.displaced(tablet.community(), displaced);
        Mono<Void> after = counts ? counted(tablet, use, pass, at) : Mono.empty();
        return before.then(Mono.defer(() -> kept(tablet, use, outcome, at)))
                .then(after)
                .thenReturn(new UsedOffline(use.id(), pass.id(), pass.subject(), outcome, at, displaced, true));
    }

    private Mono<Void> counted(Tablet tablet, OfflineUse use, Pass pass, Instant at) {
        return rows.counts(pass, use.id(), at).then(scenes.spent(pass.id().value(), tablet.by()));
    }

    private Mono<UsedOffline> unknown(Tablet tablet, OfflineUse use, Instant at) {
        UsedOffline unknown = new UsedOffline(use.id(), use.pass(), null, PassOutcome.UNKNOWN, at, null, true);
        return known(tablet, use, null)
                .switchIfEmpty(Mono.defer(
                        () -> kept(tablet, use, PassOutcome.UNKNOWN, at).thenReturn(unknown)));
    }

    private Mono<Void> kept(Tablet tablet, OfflineUse use, PassOutcome outcome, Instant at) {
        UseRows.Use kept = new UseRows.Use(
                use.id(),
                use.pass(),
                outcome,
                at,
                use.at(),
                tablet.clock().ahead().toSeconds(),
                tablet.by());
        return uses.add(tablet.community(), tablet.station(), tablet.purpose(), kept, clock.instant());
    }
}
