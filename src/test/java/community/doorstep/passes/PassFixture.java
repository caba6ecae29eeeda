package community.doorstep.passes;

import community.doorstep.Town;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.StationId;
import community.doorstep.shared.TimeSlot;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** The passes of one station, each command in a transaction of its own. */
final class PassFixture {

    static final String PURPOSE = "PICK_UP";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    final CommunityId community;
    final StationId station;
    final PersonId teacher = PersonId.next();
    final LocalDate day;

    private final Passes passes;
    private final OfflineUses offline;
    private final TransactionalOperator transaction;
    private final Clock clock;

    PassFixture(Town town, Passes passes, OfflineUses offline, TransactionalOperator transaction, Clock clock) {
        this.community = CommunityId.of(town.communityId);
        this.station = StationId.of(town.stationId);
        this.passes = passes;
        this.offline = offline;
        this.transaction = transaction;
        this.clock = clock;
        this.day = LocalDate.ofInstant(clock.instant(), ZoneId.of("Asia/Shanghai"));
    }

    /** Good for an hour from now. */
    ShownPass issued() {
        Instant now = clock.instant();
        return issued(PassId.next(), now, now.plus(Duration.ofHours(1)));
    }

    ShownPass issued(PassId id, Instant from, Instant until) {
        NewPass wanted = new NewPass(
                id, community, station, PURPOSE, UUID.randomUUID(), PersonId.next(), day, new TimeSlot(from, until));
        return done(passes.issue(wanted));
    }

    PassOutcome scanned(String qr) {
        return done(use(new PassClaim(community, station, PURPOSE, day, qr, null, null, teacher)))
                .outcome();
    }

    PassOutcome typed(String digits) {
        return done(use(typing(digits))).outcome();
    }

    PassClaim typing(String digits) {
        return new PassClaim(community, station, PURPOSE, day, null, digits, null, teacher);
    }

    PassClaim printed(String code) {
        return new PassClaim(community, station, PURPOSE, day, null, null, code, teacher);
    }

    Mono<PassVerdict> use(PassClaim claim) {
        return passes.use(claim).as(transaction::transactional);
    }

    /** A tablet comes back; its clock is ahead by so much. */
    List<UsedOffline> synced(Duration ahead, OfflineUse... sent) {
        TabletClock tablet = TabletClock.of(clock.instant().plus(ahead), clock.instant());
        OfflineUses.Tablet from = new OfflineUses.Tablet(community, station, PURPOSE, teacher, tablet);
        return done(offline.take(from, List.of(sent)));
    }

    boolean withdrawn(PassId pass) {
        return done(passes.withdraw(community, pass));
    }

    <T> T done(Mono<T> work) {
        return work.as(transaction::transactional).block(PATIENCE);
    }
}
