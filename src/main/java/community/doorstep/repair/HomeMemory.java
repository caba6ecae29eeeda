package community.doorstep.repair;

import community.doorstep.shared.Audit;
import community.doorstep.shared.Caller;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Detached;
import community.doorstep.shared.Role;
import community.doorstep.shared.Rows;
import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** The home's memory: the same fault again and again in a flat, or up and down a riser, asks for more than a repair. */
@Component
class HomeMemory {

    static final Duration LOOKED_BACK = Duration.ofDays(180);
    static final int TIMES_IN_A_HOME = 2;
    static final int TIMES_IN_A_RISER = 3;

    enum Where {
        HOME,
        RISER
    }

    /**
     * @param place 栋, 单元 and 室; of a riser the last digits of its flats
     * @param flats in how many homes
     */
    record Recurrence(
            Where where,
            RepairCategory category,
            String place,
            int times,
            int flats,
            Instant first,
            Instant last,
            List<UUID> calls) {}

    /** Repairs and cancelled calls that count: a visit under warranty does, for it is the fault once more. */
    private static final String FOUND = """
        WITH call AS (
            SELECT booking_id, home, riser, category, heard_at FROM repair_call
            WHERE community_id = :community AND heard_at > :since AND state <> 'CANCELLED' AND home IS NOT NULL),
        found AS (
            SELECT 'HOME' AS place, category, count(*) AS times, 1 AS flats,
                   min(heard_at) AS first, max(heard_at) AS last, array_agg(booking_id ORDER BY heard_at) AS calls
            FROM call GROUP BY home, category HAVING count(*) >= :inHome
            UNION ALL
            SELECT 'RISER', category, count(*), count(DISTINCT home),
                   min(heard_at), max(heard_at), array_agg(booking_id ORDER BY heard_at)
            FROM call WHERE riser IS NOT NULL GROUP BY riser, category
            HAVING count(*) >= :inRiser AND count(DISTINCT home) > 1)
        SELECT found.*, sample.booking_id AS sample_id, sample.details AS sample
        FROM found JOIN repair_call AS sample ON sample.booking_id = found.calls[1]
        ORDER BY times DESC, last DESC LIMIT 200
        """;

    private final DatabaseClient database;
    private final RepairRows rows;
    private final Audit audit;
    private final TransactionalOperator transaction;
    private final Detached detached;
    private final Clock clock;

    HomeMemory(
            DatabaseClient database,
            RepairRows rows,
            Audit audit,
            TransactionalOperator transaction,
            Detached detached,
            Clock clock) {
        this.database = database;
        this.rows = rows;
        this.audit = audit;
        this.transaction = transaction;
        this.detached = detached;
        this.clock = clock;
    }

    /** For the community's admin; each look is written down, for it shows addresses. */
    Mono<List<Recurrence>> of(Caller admin, CommunityId community) {
        admin.mustBe(community, Role.COMMUNITY_ADMIN);
        Mono<List<Recurrence>> look = audit.note(
                        admin.person(), community, "repeated-faults-read", community.value(), "")
                .then(Mono.defer(() -> found(community)));
        return detached.run(look.as(transaction::transactional));
    }

    private Mono<List<Recurrence>> found(CommunityId community) {
        return database.sql(FOUND)
                .bind("community", community.value())
                .bind("since", clock.instant().minus(LOOKED_BACK))
                .bind("inHome", TIMES_IN_A_HOME)
                .bind("inRiser", TIMES_IN_A_RISER)
                .map(this::recurrence)
                .all()
                .collectList();
    }

    private Recurrence recurrence(Readable row) {
        Where where = Where.valueOf(Rows.text(row, "place"));
        byte[] sealed = row.get("sample", byte[].class);
        return new Recurrence(
                where,
                RepairCategory.valueOf(Rows.text(row, "category")),
                sealed == null ? "" : place(where, rows.opened(Rows.uuid(row, "sample_id"), sealed)),
                Math.toIntExact(Rows.number(row, "times")),
                Math.toIntExact(Rows.number(row, "flats")),
                Rows.instant(row, "first"),
                Rows.instant(row, "last"),
                List.of(Rows.get(row, "calls", UUID[].class)));
    }

    private static String place(Where where, RepairDetails said) {
        if (where == Where.HOME) {
            return said.plate().isEmpty() ? said.address() : said.plate();
        }
        RepairDetails house = new RepairDetails(
                said.category(), said.address(), said.place(), "", false, said.building(), said.unit(), "", "", null);
        return house.plate() + " *" + Homes.stack(said);
    }
}
