package community.doorstep.privacy;

import community.doorstep.shared.Audit;
import community.doorstep.shared.Detached;
import community.doorstep.shared.Outbox;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.PersonalData;
import community.doorstep.shared.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A person's data over all modules: read together, or forgotten together in one transaction. */
@Component
class OwnData {

    /**
     * Everything that the house keeps of a person.
     *
     * @param parts by module; rows of tables carry the names of their columns
     */
    record Export(PersonId personId, Instant at, Map<String, Object> parts) {

        @Override
        public String toString() {
            return "Export[" + personId + "]";
        }
    }

    private record Part(String name, Object data) {}

    private final List<PersonalData> modules;
    private final DatabaseClient database;
    private final Audit audit;
    private final Outbox outbox;
    private final TransactionalOperator transaction;
    private final Detached detached;
    private final Clock clock;

    OwnData(
            List<PersonalData> modules,
            DatabaseClient database,
            Audit audit,
            Outbox outbox,
            TransactionalOperator transaction,
            Detached detached,
            Clock clock) {
        this.modules = modules.stream()
                .sorted(Comparator.comparing(PersonalData::part))
                .toList();
        this.database = database;
        this.audit = audit;
        this.outbox = outbox;
        this.transaction = transaction;
        this.detached = detached;
        this.clock = clock;
    }

    Mono<Export> of(PersonId person) {
        Mono<Export> read = Flux.fromIterable(modules)
                .concatMap(module -> module.of(person).map(data -> new Part(module.part(), data)))
                .collectMap(Part::name, Part::data, TreeMap::new)
                .map(parts -> new Export(person, clock.instant(), parts));
        return detached.run(read.as(transaction::transactional));
    }

    /** Refuses {@code not-settled} (409, with {@code open}: what is to be settled first); then nothing has changed. */
    Mono<Void> forget(PersonId person, PersonId askedBy) {
        Mono<Void> work = lock(person)
                .thenMany(Flux.fromIterable(modules))
                .concatMap(module -> module.unsettled(person))
                .distinct()
                .collectSortedList()
                .flatMap(open -> open.isEmpty()
                        ? Mono.just(true)
                        : Mono.error(Refusal.conflict("not-settled").with("open", open)))
                .thenMany(Flux.fromIterable(modules))
                .concatMap(module -> module.forget(person).thenReturn(true))
                .then(Mono.defer(() -> audit.note(askedBy, null, "person-forgotten", person.value(), "")));
        return detached.run(work.as(transaction::transactional)).doOnSuccess(done -> outbox.nudge());
    }

    /** Twice at once is once after the other. */
    private Mono<Void> lock(PersonId person) {
        return database.sql("SELECT 1 FROM person WHERE id = :person FOR UPDATE")
                .bind("person", person.value())
                .then();
    }
}
