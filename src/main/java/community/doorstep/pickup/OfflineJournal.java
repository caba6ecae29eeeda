package community.doorstep.pickup;

import community.doorstep.booking.Attendee;
import community.doorstep.booking.Attendees;
import community.doorstep.care.Attendances;
import community.doorstep.passes.OfflineUse;
import community.doorstep.passes.OfflineUses;
import community.doorstep.passes.PassId;
import community.doorstep.passes.PassOutcome;
import community.doorstep.passes.TabletClock;
import community.doorstep.passes.UsedOffline;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Outbox;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.StationId;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Takes what a tablet did by itself, in the caller's transaction: first who came, then who was fetched, in the order of
 * time. A child that a tablet let go is gone, also when it should not have been: that is an alarm, not a correction.
 */
@Component
class OfflineJournal {

    /** Where a tablet comes from, and who brings it back. */
    record Tablet(CommunityId community, StationId station, ZoneId zone, PersonId by, TabletClock clock) {

        LocalDate day(Instant at) {
            return LocalDate.ofInstant(at, zone);
        }
    }

    private final Attendees attendees;
    private final Attendances attendances;
    private final OfflineUses uses;
    private final Permission permission;
    private final PickUps pickUps;
    private final Attempts attempts;
    private final Outbox outbox;
    private final Clock clock;

    OfflineJournal(
            Attendees attendees,
            Attendances attendances,
            OfflineUses uses,
            Permission permission,
            PickUps pickUps,
            Attempts attempts,
            Outbox outbox,
            Clock clock) {
        this.attendees = attendees;
        this.attendances = attendances;
        this.uses = uses;
        this.permission = permission;
        this.pickUps = pickUps;
        this.attempts = attempts;
        this.outbox = outbox;
        this.clock = clock;
    }

    Mono<OfflinePickUpController.Taken> take(Tablet tablet, OfflinePickUpController.Journal sent) {
        long ahead = tablet.clock().ahead().toSeconds();
        boolean wrong = tablet.clock().isWrong();
        Mono<Void> noted = wrong
                ? outbox.add(new TabletClockWrong(
                        tablet.community(), tablet.station().value(), clock.millis(), tablet.station(), ahead))
                : Mono.empty();
        return noted.then(Mono.defer(() -> checkIns(tablet, sent.checkIns())))
                .zipWhen(came -> pickUps(tablet, sent.pickUps()))
                .map(both -> new OfflinePickUpController.Taken(ahead, wrong, both.getT1(), both.getT2()));
    }

    private Mono<List<OfflinePickUpController.Entry>> checkIns(
            Tablet tablet, List<OfflinePickUpController.CheckIn> sent) {
        return Flux.fromStream(sent.stream().sorted(Comparator.comparing(OfflinePickUpController.CheckIn::at)))
                .concatMap(entry -> checkIn(tablet, entry))
                .collectList();
    }

    private Mono<OfflinePickUpController.Entry> checkIn(Tablet tablet, OfflinePickUpController.CheckIn entry) {
        Instant at = right(tablet, entry.at().toInstant());
        return attendees
                .one(entry.bookingId())
                .filter(child -> child.station().equals(tablet.station()) && isOf(child, tablet.day(at)))
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("booking-unknown")))
                .flatMap(child -> attendances.arrived(child, at, tablet.by()))
                .thenReturn("")
                .onErrorResume(Refusal.class, refused -> Mono.just(refused.code()))
                .map(code -> new OfflinePickUpController.Entry(entry.id(), at, code));
    }

    private static boolean isOf(Attendee child, LocalDate day) {
        return child.day().equals(day);
    }

    private Instant right(Tablet tablet, Instant at) {
        return tablet.clock().right(at, clock.instant());
    }

    private Mono<List<OfflinePickUpController.Entry>> pickUps(
            Tablet tablet, List<OfflinePickUpController.PickUp> sent) {
        return passes(tablet, sent)
                .flatMap(used -> Flux.fromStream(
                                sent.stream().sorted(Comparator.comparing(OfflinePickUpController.PickUp::at)))
                        .concatMap(entry ->
                                known(tablet, entry).switchIfEmpty(Mono.defer(() -> pickUp(tablet, entry, used))))
                        .collectList());
    }

    private Mono<Map<UUID, UsedOffline>> passes(Tablet tablet, List<OfflinePickUpController.PickUp> sent) {
        List<OfflineUse> shown = sent.stream()
                .filter(entry -> entry.passId() != null)
                .map(entry -> new OfflineUse(
                        entry.id(),
                        Objects.requireNonNull(entry.passId()),
                        entry.at().toInstant()))
                .toList();
        OfflineUses.Tablet from = new OfflineUses.Tablet(
                tablet.community(), tablet.station(), GivenPassController.PURPOSE, tablet.by(), tablet.clock());
        return uses.take(from, shown)
                .map(used -> used.stream().collect(Collectors.toMap(UsedOffline::use, Function.identity())));
    }

    private Mono<OfflinePickUpController.Entry> known(Tablet tablet, OfflinePickUpController.PickUp entry) {
        return attempts.code(tablet.community(), entry.id())
                .map(code -> new OfflinePickUpController.Entry(
                        entry.id(), right(tablet, entry.at().toInstant()), code));
    }

    private Mono<OfflinePickUpController.Entry> pickUp(
            Tablet tablet, OfflinePickUpController.PickUp entry, Map<UUID, UsedOffline> used) {
        Instant tabletAt = entry.at().toInstant();
        Attempt attempt = new Attempt(
                entry.id(),
                tablet.community(),
                tablet.station(),
                entry.childId(),
                entry.way(),
                entry.who(),
                right(tablet, tabletAt),
                tabletAt,
                tablet.by());
        return may(attempt, used.get(entry.id()))
                .flatMap(code -> gone(attempt, code, tablet.day(attempt.at())))
                .delayUntil(attempts::note)
                .flatMap(noted -> known(tablet, entry));
    }

    private Mono<String> may(Attempt attempt, @Nullable UsedOffline used) {
        PersonId child = Objects.requireNonNull(attempt.child());
        UUID who = Objects.requireNonNull(attempt.who());
        return switch (attempt.way()) {
            case GUARDIAN -> permission.guardian(child, new PersonId(who));
            case LISTED -> permission.listed(child, who);
            case ALONE -> permission.alone(child);
            case PASS, NAMED ->
                permission
                        .holder(child, new PassId(who))
                        .map(code -> code.isEmpty() && used != null ? code(used) : code);
        };
    }

    private static String code(UsedOffline used) {
        return used.outcome() == PassOutcome.ACCEPTED
                ? ""
                : used.outcome().refusal().code();
    }

    /** Whatever was wrong, the child has left; what was wrong first is what is said. */
    private Mono<Attempt.Outcome> gone(Attempt attempt, String code, LocalDate day) {
        return pickUps.fetched(attempt, day)
                .map(outcome -> code.isEmpty() ? outcome : new Attempt.Outcome(attempt, outcome.stay(), code));
    }
}
