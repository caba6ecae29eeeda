package community.doorstep.repair;

import community.doorstep.booking.DeskBooking;
import community.doorstep.catalog.ServiceId;
import community.doorstep.catalog.SlotId;
import community.doorstep.identity.Callers;
import community.doorstep.identity.Contact;
import community.doorstep.identity.Family;
import community.doorstep.identity.People;
import community.doorstep.shared.Audit;
import community.doorstep.shared.Caller;
import community.doorstep.shared.Detached;
import community.doorstep.shared.Idempotency;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.Role;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** The operator's form for a call, to be filled in under thirty seconds: who it is, where, and what was wrong before. */
@Component
class CallForm {

    private static final int CALLS_SHOWN = 10;

    private record Household(Contact caller, List<PersonId> people) {}

    private final Callers callers;
    private final Family family;
    private final People people;
    private final RepairRows rows;
    private final Warranty warranty;
    private final DeskBooking desk;
    private final Audit audit;
    private final Idempotency idempotency;
    private final TransactionalOperator transaction;
    private final Detached detached;
    private final JsonMapper json;
    private final Clock clock;

    CallForm(
            Callers callers,
            Family family,
            People people,
            RepairRows rows,
            Warranty warranty,
            DeskBooking desk,
            Audit audit,
            Idempotency idempotency,
            TransactionalOperator transaction,
            Detached detached,
            JsonMapper json,
            Clock clock) {
        this.callers = callers;
        this.family = family;
        this.people = people;
        this.rows = rows;
        this.warranty = warranty;
        this.desk = desk;
        this.audit = audit;
        this.idempotency = idempotency;
        this.transaction = transaction;
        this.detached = detached;
        this.json = json;
        this.clock = clock;
    }

    /** Refuses {@code resident-unknown} (404). Who looks is written down. */
    Mono<CallerCard> caller(Caller operator, String phone) {
        UUID[] communities = operator.communitiesAs(Role.OPERATOR, Role.STATION_LEAD);
        Mono<CallerCard> card = callers.byPhone(operator, phone)
                .zipWhen(found -> family.actsFor(found.id()), Household::new)
                .flatMap(household -> card(household, communities));
        return detached.run(card.as(transaction::transactional));
    }

    private Mono<CallerCard> card(Household household, UUID[] communities) {
        return Mono.zip(
                        people.contacts(household.people()),
                        rows.in(communities, household.people(), CALLS_SHOWN).collectList())
                .map(found -> CallerCard.of(
                        household.caller(), household.people(), found.getT1(), found.getT2(), clock.instant()));
    }

    /**
     * The same fault again: under warranty a visit for nothing, else a booking of the same service with what was said
     * then. Refuses {@code repair-unknown} (404), and what a booking refuses.
     */
    Mono<Repeated> repeat(Caller operator, @Nullable String key, UUID call, @Nullable SlotId slot) {
        Idempotency.wellFormed(key);
        return rows.in(operator.communitiesAs(Role.OPERATOR, Role.STATION_LEAD), call)
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("repair-unknown")))
                .flatMap(old -> old.underWarranty(clock.instant())
                        ? visited(operator, key, old)
                        : booked(operator, key, old, slot));
    }

    /** @param warranty it costs nothing and is no booking */
    record Repeated(UUID id, boolean warranty, long dueFen) {}

    private Mono<Repeated> visited(Caller operator, @Nullable String key, RepairCall old) {
        Mono<Repeated> visit = warranty.visit(old, operator.person())
                .delayUntil(made -> audit.note(operator.person(), made.community(), "warranty-visit", made.id(), ""))
                .map(made -> new Repeated(made.id(), true, 0));
        return idempotency.once(operator.person(), key, old.id(), Repeated.class, visit);
    }

    private Mono<Repeated> booked(Caller operator, @Nullable String key, RepairCall old, @Nullable SlotId slot) {
        return (slot == null ? desk.next(new ServiceId(old.service())) : Mono.just(slot))
                .flatMap(at -> desk.book(operator, key, at, old.beneficiary(), json.valueToTree(old.details())))
                .map(made -> new Repeated(made.id(), false, made.dueFen()));
    }
}
