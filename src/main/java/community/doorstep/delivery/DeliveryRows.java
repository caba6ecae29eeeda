package community.doorstep.delivery;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Ids;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Rows;
import community.doorstep.shared.Seal;
import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** The table of deliveries; whoever calls opens the transaction. */
@Component
class DeliveryRows {

    /** Longer than a batch can take; then a dead instance's rows are taken up by another. */
    static final Duration LEASE = Duration.ofMinutes(2);

    /** A delivery that was taken up, and whether somebody began it before and never came back. */
    record Leased(Delivery delivery, boolean begunBefore) {}

    private final DatabaseClient database;
    private final Seal seal;
    private final JsonMapper json;
    private final Clock clock;

    DeliveryRows(DatabaseClient database, Seal seal, JsonMapper json, Clock clock) {
        this.database = database;
        this.seal = seal;
        this.json = json;
        this.clock = clock;
    }

    Mono<Void> insert(List<Delivery> deliveries) {
        return insert(deliveries, null);
    }

    private Mono<Void> insert(List<Delivery> all, @Nullable UUID insteadOf) {
        if (all.isEmpty()) {
            return Mono.empty();
        }
        DatabaseClient.GenericExecuteSpec insert = database.sql("""
            INSERT INTO delivery (id, community_id, kind, channel, person_id, content, state, otherwise,
                                  instead_of, created_at, due_at, ends_at)
            SELECT id, community_id, kind, channel, nullif(person_id, :nobody), decode(content, 'base64'),
                   'WAITING',
                   string_to_array(otherwise, ','), :insteadOf, :now, due_at, ends_at
            FROM unnest(:ids, :communities, :kinds, :channels, :people, :contents, :otherwise, :due, :ends)
                AS wanted (id, community_id, kind, channel, person_id, content, otherwise, due_at, ends_at)
            ON CONFLICT (instead_of) WHERE instead_of IS NOT NULL DO NOTHING
            """)
                .bind("nobody", NOBODY)
                .bind("now", clock.instant())
                .bind("ids", Ids.array(all, Delivery::id))
                .bind("communities", Ids.array(all, one -> one.community().value()))
                .bind("kinds", texts(all.stream().map(Delivery::kind)))
                .bind("channels", texts(all.stream().map(one -> one.channel().name())))
                .bind("people", Ids.array(all, one -> nullable(one.person())))
                .bind("contents", texts(all.stream().map(this::sealed)))
                .bind("otherwise", texts(all.stream().map(one -> written(one.otherwise()))))
                .bind("due", all.stream().map(Delivery::dueAt).toArray(Instant[]::new))
                .bind("ends", all.stream().map(Delivery::endsAt).toArray(Instant[]::new));
        return (insteadOf == null ? insert.bindNull("insteadOf", UUID.class) : insert.bind("insteadOf", insteadOf))
                .then();
    }

    private static final UUID NOBODY = new UUID(0, 0);

    private static UUID nullable(@Nullable PersonId person) {
        return person == null ? NOBODY : person.value();
    }

    private static String[] texts(Stream<String> texts) {
        return texts.toArray(String[]::new);
    }

    private static String written(List<Channel> channels) {
        return String.join(",", channels.stream().map(Channel::name).toList());
    }

    /** Takes up what is due, of each channel so many at most; from here on it counts as perhaps sent. */
    Flux<Leased> lease(List<Channel> channels, int most) {
        Instant now = clock.instant();
        return database.sql("""
            UPDATE delivery SET state = 'SENDING', attempts = attempts + 1, due_at = :leased
            WHERE id IN (
                SELECT due.id FROM unnest(:channels) AS asked (channel) CROSS JOIN LATERAL (
                    SELECT id FROM delivery
                    WHERE delivery.channel = asked.channel AND state IN ('WAITING', 'SENDING') AND due_at <= :now
                    ORDER BY due_at LIMIT :most FOR UPDATE SKIP LOCKED) AS due)
            RETURNING new.*, old.state AS state_before
            """)
                .bind("leased", now.plus(LEASE))
                .bind("now", now)
                .bind("channels", texts(channels.stream().map(Channel::name)))
                .bind("most", most)
                .map(row ->
                        new Leased(delivery(row), Rows.text(row, "state_before").equals("SENDING")))
                .all();
    }

    Mono<Void> accepted(Delivery delivery) {
        return database.sql("UPDATE delivery SET accepted = true WHERE id = :id")
                .bind("id", delivery.id())
                .then();
    }

    /**
     * Which of these are over now; the others another instance has meanwhile. What is not done is found by its id: said by
     * its state, PostgreSQL would look through what was due lately.
     */
    Mono<Set<UUID>> done(List<Sending.Ended> ended) {
        return database.sql("""
            UPDATE delivery
            SET state = ended.state, outcome = ended.outcome, done_at = :now, content = NULL
            FROM unnest(:ids, :attempts, :states, :outcomes) AS ended (id, attempts, state, outcome)
            WHERE delivery.id = ended.id AND delivery.done_at IS NULL AND delivery.attempts = ended.attempts
            RETURNING delivery.id
            """)
                .bind("now", clock.instant())
                .bind("ids", Ids.array(ended, one -> one.delivery().id()))
                .bind(
                        "attempts",
                        ended.stream().map(one -> one.delivery().attempts()).toArray(Integer[]::new))
                .bind(
                        "states",
                        texts(ended.stream().map(one -> one.result().state().name())))
                .bind("outcomes", texts(ended.stream().map(one -> one.result().outcome())))
                .map(row -> Rows.uuid(row, "id"))
                .all()
                .collect(Collectors.toSet());
    }

    Mono<Void> again(Delivery delivery, String outcome, Duration pause) {
        return database.sql("""
            UPDATE delivery SET state = 'WAITING', outcome = :outcome, due_at = :due
            WHERE id = :id AND done_at IS NULL AND attempts = :attempts
            """)
                .bind("outcome", outcome)
                .bind("due", clock.instant().plus(pause))
                .bind("id", delivery.id())
                .bind("attempts", delivery.attempts())
                .then();
    }

    /** The next way takes over, if there is one. */
    Mono<Void> otherwise(Delivery failed) {
        if (failed.otherwise().isEmpty()) {
            return Mono.empty();
        }
        Delivery next = new Delivery(
                Ids.next(),
                failed.community(),
                failed.kind(),
                failed.otherwise().get(0),
                failed.person(),
                failed.content(),
                failed.otherwise().subList(1, failed.otherwise().size()),
                false,
                0,
                clock.instant(),
                failed.endsAt());
        return insert(List.of(next), failed.id());
    }

    private String sealed(Delivery delivery) {
        byte[] content = json.writeValueAsBytes(delivery.content());
        return Base64.getEncoder().encodeToString(seal.seal(content, "delivery/" + delivery.id()));
    }

    private Delivery delivery(Readable row) {
        UUID id = Rows.uuid(row, "id");
        UUID person = row.get("person_id", UUID.class);
        byte[] opened = seal.open(Rows.get(row, "content", byte[].class), "delivery/" + id);
        return new Delivery(
                id,
                new CommunityId(Rows.uuid(row, "community_id")),
                Rows.text(row, "kind"),
                Channel.valueOf(Rows.text(row, "channel")),
                person == null ? null : new PersonId(person),
                json.readValue(opened, Delivery.Sealed.class),
                Stream.of(Rows.get(row, "otherwise", String[].class))
                        .map(Channel::valueOf)
                        .toList(),
                Rows.get(row, "accepted", Boolean.class),
                Rows.get(row, "attempts", Integer.class),
                Rows.instant(row, "due_at"),
                Rows.instant(row, "ends_at"));
    }
}
