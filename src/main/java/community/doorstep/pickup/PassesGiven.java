package community.doorstep.pickup;

import community.doorstep.booking.Attendee;
import community.doorstep.children.GuardianRights;
import community.doorstep.children.Guardians;
import community.doorstep.passes.PassId;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Rows;
import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** For whom one-time passes were made. */
@Component
class PassesGiven {

    record Given(CommunityId community, PassId pass, PersonId child, Fetcher fetcher, PersonId madeBy) {}

    private final DatabaseClient database;
    private final FetcherSeal seal;
    private final Bans bans;
    private final Guardians guardians;
    private final Clock clock;

    PassesGiven(DatabaseClient database, FetcherSeal seal, Bans bans, Guardians guardians, Clock clock) {
        this.database = database;
        this.seal = seal;
        this.bans = bans;
        this.guardians = guardians;
        this.clock = clock;
    }

    Mono<Void> add(PassId pass, Attendee session, Fetcher fetcher, PersonId by) {
        PersonId child = session.person();
        return database.sql("""
            INSERT INTO pick_up_pass (community_id, pass_id, child_id, booking_id, sealed, name_index,
                                      phone_index, made_by, made_at)
            VALUES (:community, :pass, :child, :booking, :sealed, :name, :phone, :by, :now)
            """)
                .bind("community", session.community().value())
                .bind("pass", pass.value())
                .bind("child", child.value())
                .bind("booking", session.booking().value())
                .bind("sealed", seal.seal(pass.value(), fetcher))
                .bind("name", seal.name(child, fetcher.name()))
                .bind("phone", seal.phone(child, fetcher.phone()))
                .bind("by", by.value())
                .bind("now", clock.instant())
                .then();
    }

    /** Newest first. */
    Flux<Given> of(PersonId child, int most) {
        return database.sql("""
            SELECT community_id, pass_id, child_id, sealed, made_by FROM pick_up_pass
            WHERE child_id = :child ORDER BY made_at DESC LIMIT :most
            """)
                .bind("child", child.value())
                .bind("most", most)
                .map(this::given)
                .all();
    }

    Mono<Given> one(PassId pass) {
        return database.sql("""
            SELECT community_id, pass_id, child_id, sealed, made_by FROM pick_up_pass WHERE pass_id = :pass
            """).bind("pass", pass.value()).map(this::given).one();
    }

    /** Whether its holder may still fetch the child: nobody has forbidden it, and the giver may still arrange. */
    Mono<Boolean> holds(Given given) {
        return bans.concern(given.child(), given.fetcher())
                .zipWith(guardians.of(List.of(given.child())))
                .map(known -> !known.getT1() && arranges(known.getT2().getOrDefault(given.child(), Map.of()), given));
    }

    private static boolean arranges(Map<PersonId, GuardianRights> guardians, Given given) {
        GuardianRights rights = guardians.get(given.madeBy());
        return rights != null && rights.arranges();
    }

    private Given given(Readable row) {
        UUID pass = Rows.uuid(row, "pass_id");
        return new Given(
                new CommunityId(Rows.uuid(row, "community_id")),
                new PassId(pass),
                new PersonId(Rows.uuid(row, "child_id")),
                seal.open(pass, Rows.get(row, "sealed", byte[].class)),
                new PersonId(Rows.uuid(row, "made_by")));
    }
}
