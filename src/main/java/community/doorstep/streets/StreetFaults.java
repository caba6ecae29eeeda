package community.doorstep.streets;

import community.doorstep.catalog.Catalog;
import community.doorstep.catalog.NearestStation;
import community.doorstep.catalog.ServiceKind;
import community.doorstep.catalog.Station;
import community.doorstep.dispatch.JobAccepted;
import community.doorstep.dispatch.JobId;
import community.doorstep.dispatch.Jobs;
import community.doorstep.funds.FundKind;
import community.doorstep.funds.FundSpending;
import community.doorstep.ledger.Account;
import community.doorstep.ledger.Ledger;
import community.doorstep.ledger.Transfer;
import community.doorstep.promise.Agreements;
import community.doorstep.screening.Screenings;
import community.doorstep.screening.Submission;
import community.doorstep.shared.Audit;
import community.doorstep.shared.Caller;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.GeoPoint;
import community.doorstep.shared.Ids;
import community.doorstep.shared.Outbox;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.Role;
import community.doorstep.shared.Seal;
import community.doorstep.shared.StationRef;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Faults in the street, from the report to the fund that pays. Everything runs in the caller's transaction. */
@Component
class StreetFaults {

    static final String SOURCE = "street-fault";

    private static final double SERVED_METRES = 5_000;
    private static final Account WORKS = new Account("street-works", null);

    private final FaultRows rows;
    private final NearestStation nearest;
    private final Catalog catalog;
    private final Jobs jobs;
    private final Agreements agreements;
    private final Screenings screenings;
    private final FundSpending funds;
    private final Ledger ledger;
    private final Seal seal;
    private final Audit audit;
    private final Outbox outbox;
    private final Clock clock;

    StreetFaults(
            FaultRows rows,
            NearestStation nearest,
            Catalog catalog,
            Jobs jobs,
            Agreements agreements,
            Screenings screenings,
            FundSpending funds,
            Ledger ledger,
            Seal seal,
            Audit audit,
            Outbox outbox,
            Clock clock) {
        this.rows = rows;
        this.nearest = nearest;
        this.catalog = catalog;
        this.jobs = jobs;
        this.agreements = agreements;
        this.screenings = screenings;
        this.funds = funds;
        this.ledger = ledger;
        this.seal = seal;
        this.audit = audit;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Joins an open one nearby, or sends somebody. Refuses {@code place-not-served} (422). */
    Mono<StreetFault> report(Caller reporter, FaultKind kind, GeoPoint place, String words) {
        return nearest.with(ServiceKind.REPAIR, place, SERVED_METRES)
                .switchIfEmpty(Mono.error(() -> Refusal.unprocessable("place-not-served")))
                .delayUntil(station -> rows.queue(station.communityId(), kind))
                .flatMap(station -> rows.near(station.communityId(), kind, place)
                        .switchIfEmpty(Mono.defer(() -> fresh(station, reporter.person(), kind, place, words))))
                .flatMap(fault -> rows.reported(fault.id(), reporter.person(), sealed(fault.id(), words)));
    }

    private byte[] sealed(UUID fault, String words) {
        return seal.seal(words.getBytes(StandardCharsets.UTF_8), "street/" + fault);
    }

    private Mono<StreetFault> fresh(Station station, PersonId reporter, FaultKind kind, GeoPoint place, String words) {
        StreetFault fault = new StreetFault(
                Ids.next(),
                station.communityId(),
                station.id(),
                kind,
                place,
                FaultState.REPORTED,
                1,
                clock.instant(),
                null,
                0,
                null);
        return rows.add(fault)
                .then(agreements.give(
                        new JobId(fault.id()),
                        new StationRef(station.communityId(), station.id()),
                        StreetFault.WITHIN_THE_DAY,
                        fault.promisedBy()))
                .then(jobs.post(fault.job(reporter, words)))
                .then(screenings.words(new Submission(fault.community(), reporter, SOURCE, fault.id()), words))
                .thenReturn(fault);
    }

    /** Staff have refused the words: whoever has the job does not read them any more. */
    Mono<Void> silence(CommunityId community, UUID fault) {
        return jobs.reword(community, new JobId(fault), "");
    }

    /** Nearly all that is accepted is no fault: one look tells. */
    Mono<Void> underWay(List<JobAccepted> accepted) {
        return rows.underWay(accepted);
    }

    Mono<Void> waitsAgain(CommunityId community, UUID job, long version) {
        return rows.become(community, job, FaultState.REPORTED, version).then();
    }

    /** The job is done: the governance fund pays what was agreed for the kind, once. */
    Mono<Void> fixed(CommunityId community, UUID job, long version) {
        return rows.become(community, job, FaultState.FIXED, version).flatMap(this::charge);
    }

    private Mono<Void> charge(StreetFault fault) {
        return rows.price(fault.community(), fault.kind())
                .delayUntil(price -> rows.cost(fault.id(), price))
                .zipWhen(price -> pay(fault, price).map(paid -> true).defaultIfEmpty(price == 0))
                .map(settled ->
                        new StreetFaultFixed(fault.community(), fault.id(), 1, settled.getT1(), !settled.getT2()))
                .flatMap(outbox::add);
    }

    /** Empty when no budget can pay. */
    private Mono<StreetFault> pay(StreetFault fault, long fen) {
        if (fen == 0) {
            return Mono.empty();
        }
        return catalog.community(fault.community())
                .map(community -> LocalDate.ofInstant(clock.instant(), community.zone()))
                .flatMap(today -> funds.spend(fault.community(), FundKind.GOVERNANCE, ServiceKind.OTHER, today, fen))
                .delayUntil(fund -> ledger.post(Transfer.between(
                        fault.community(),
                        "STREET_FAULT",
                        fault.id(),
                        fault.kind().title(),
                        Account.fund(fund),
                        WORKS,
                        fen)))
                .flatMap(fund -> rows.paid(fault.id(), fund));
    }

    /** Tries again for one that no budget could pay. Refuses {@code fault-unknown} (404), {@code budget-exhausted} (409). */
    Mono<StreetFault> fund(Caller admin, UUID id) {
        UUID[] communities = admin.communitiesAs(Role.COMMUNITY_ADMIN, Role.FINANCE);
        return rows.unpaid(id, communities)
                .flatMap(fault -> pay(fault, fault.costFen())
                        .switchIfEmpty(Mono.error(() -> Refusal.conflict("budget-exhausted"))))
                .delayUntil(paid -> note(admin, "street-fault-funded", paid))
                .switchIfEmpty(Mono.defer(() -> known(id, communities)));
    }

    /** Repeating it is harmless. Refuses {@code fault-unknown} (404), {@code fault-fixed} (409). */
    Mono<StreetFault> dismiss(Caller admin, UUID id, String reason) {
        UUID[] communities = admin.communitiesAs(Role.COMMUNITY_ADMIN);
        return rows.dismiss(id, communities)
                .delayUntil(fault -> jobs.cancel(fault.community(), new JobId(id), admin.person(), reason))
                .delayUntil(fault -> note(admin, "street-fault-dismissed", fault))
                .switchIfEmpty(Mono.defer(() -> known(id, communities)))
                .filter(fault -> fault.state() == FaultState.DISMISSED)
                .switchIfEmpty(Mono.error(() -> Refusal.conflict("fault-fixed")));
    }

    private Mono<StreetFault> known(UUID id, UUID[] communities) {
        return rows.one(id, communities).switchIfEmpty(Mono.error(() -> Refusal.notFound("fault-unknown")));
    }

    Mono<Void> price(Caller admin, CommunityId community, FaultKind kind, long fen) {
        admin.mustBe(community, Role.COMMUNITY_ADMIN);
        return rows.price(community, kind, fen)
                .then(audit.note(admin.person(), community, "street-price", community.value(), kind + " " + fen));
    }

    private Mono<Void> note(Caller admin, String action, StreetFault fault) {
        return audit.note(admin.person(), fault.community(), action, fault.id(), "");
    }
}
