package community.doorstep.waitlist;

import community.doorstep.catalog.SlotId;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Ids;
import community.doorstep.shared.Rows;
import community.doorstep.shared.Seal;
import io.r2dbc.spi.Readable;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Slots whose first seats are drawn by lot. The seed is made with the slot and its hash published; when the time for
 * entries is over their list is closed and hashed, and the seed is told ({@link Draw}).
 */
@Component
public class Lotteries {

    private static final int SEED_BYTES = 32;

    /** A draw that is to be: entries are taken until it closes. */
    public record Lottery(CommunityId community, SlotId slot, Instant closesAt) {}

    /**
     * What anybody may know of a draw.
     *
     * @param seed told after the draw; null before
     * @param listHash the hash of the closed list; null before the draw
     * @param order the entries in the order that was drawn; empty before
     */
    public record Proof(
            String seedHash,
            Instant closesAt,
            @Nullable Instant drawnAt,
            @Nullable String seed,
            @Nullable String listHash,
            List<UUID> order) {}

    private record Stored(
            UUID community,
            String seed,
            String seedHash,
            Instant closesAt,
            @Nullable Instant drawnAt,
            @Nullable String listHash) {}

    private final DatabaseClient database;
    private final Seal seal;
    private final SecureRandom random = new SecureRandom();

    Lotteries(DatabaseClient database, Seal seal) {
        this.database = database;
        this.seal = seal;
    }

    /** Prepares the draws of new slots. */
    public Mono<Void> prepare(List<Lottery> lotteries) {
        if (lotteries.isEmpty()) {
            return Mono.empty();
        }
        List<String> seeds = lotteries.stream().map(lottery -> seed()).toList();
        return database.sql("""
                        INSERT INTO lottery (community_id, slot_id, seed, seed_hash, closes_at)
                        SELECT made.community_id, made.slot_id, decode(made.seed, 'base64'), made.seed_hash,
                               made.closes_at
                        FROM unnest(:communities, :slots, :seeds, :hashes, :closes)
                            AS made (community_id, slot_id, seed, seed_hash, closes_at)
                        """)
                .bind(
                        "communities",
                        Ids.array(lotteries, lottery -> lottery.community().value()))
                .bind("slots", Ids.array(lotteries, lottery -> lottery.slot().value()))
                .bind(
                        "seeds",
                        IntStream.range(0, seeds.size())
                                .mapToObj(i ->
                                        sealed(seeds.get(i), lotteries.get(i).slot()))
                                .toArray(String[]::new))
                .bind("hashes", seeds.stream().map(Draw::sha256).toArray(String[]::new))
                .bind("closes", lotteries.stream().map(Lottery::closesAt).toArray(Instant[]::new))
                .then();
    }

    /** The draw of a slot that was moved. */
    public Mono<Void> shift(SlotId slot, Duration by) {
        return database.sql("""
                        UPDATE lottery SET closes_at = closes_at + :seconds * interval '1 second'
                        WHERE slot_id = :slot AND drawn_at IS NULL
                        """)
                .bind("seconds", by.toSeconds())
                .bind("slot", slot.value())
                .then();
    }

    private String seed() {
        byte[] seed = new byte[SEED_BYTES];
        random.nextBytes(seed);
        return HexFormat.of().formatHex(seed);
    }

    private String sealed(String seed, SlotId slot) {
        return Base64.getEncoder().encodeToString(seal.seal(seed.getBytes(StandardCharsets.US_ASCII), context(slot)));
    }

    private static String context(SlotId slot) {
        return "lottery/" + slot;
    }

    /** Those whose time for entries is over, not drawn yet. */
    public Flux<SlotId> due(Instant now, int most) {
        return database.sql("""
                        SELECT slot_id FROM lottery WHERE drawn_at IS NULL AND closes_at <= :now
                        ORDER BY closes_at LIMIT :most
                        """)
                .bind("now", now)
                .bind("most", most)
                .map(row -> new SlotId(Rows.uuid(row, "slot_id")))
                .all();
    }

    /**
     * Draws, once: gives each entry that waits its number. With the lock on the slot's seats held. Empty when it was
     * drawn before; else how many were drawn.
     */
    public Mono<Integer> draw(SlotId slot, Instant now) {
        return closed(slot, now)
                .flatMap(lottery -> waiting(slot)
                        .collectList()
                        .flatMap(entries -> numbered(slot, Draw.order(lottery.seed(), entries))
                                .then(listed(slot, Draw.listHash(entries)))
                                .thenReturn(entries.size())));
    }

    private Mono<Stored> closed(SlotId slot, Instant now) {
        return database.sql("""
                        UPDATE lottery SET drawn_at = :now
                        WHERE slot_id = :slot AND drawn_at IS NULL AND closes_at <= :now
                        RETURNING *
                        """)
                .bind("now", now)
                .bind("slot", slot.value())
                .map(row -> stored(row, slot))
                .one();
    }

    private Flux<UUID> waiting(SlotId slot) {
        return database.sql("SELECT id FROM waitlist_entry WHERE slot_id = :slot AND state = 'WAITING'")
                .bind("slot", slot.value())
                .map(row -> Rows.uuid(row, "id"))
                .all();
    }

    private Mono<Void> numbered(SlotId slot, List<UUID> order) {
        if (order.isEmpty()) {
            return Mono.empty();
        }
        return database.sql("""
                        WITH drawn AS (
                            INSERT INTO lottery_entry (slot_id, place, entry_id)
                            SELECT :slot, lot.place, lot.entry_id FROM unnest(:entries) WITH ORDINALITY
                                AS lot (entry_id, place)
                            RETURNING entry_id, place)
                        UPDATE waitlist_entry SET number = drawn.place, version = version + 1
                        FROM drawn WHERE waitlist_entry.id = drawn.entry_id
                        """)
                .bind("slot", slot.value())
                .bind("entries", order.toArray(UUID[]::new))
                .then();
    }

    private Mono<Void> listed(SlotId slot, String listHash) {
        return database.sql("UPDATE lottery SET list_hash = :hash WHERE slot_id = :slot")
                .bind("hash", listHash)
                .bind("slot", slot.value())
                .then();
    }

    /** Empty when the slot is not drawn by lot. */
    public Mono<Proof> proof(SlotId slot) {
        return database.sql("SELECT * FROM lottery WHERE slot_id = :slot")
                .bind("slot", slot.value())
                .map(row -> stored(row, slot))
                .one()
                .zipWith(order(slot), Lotteries::proof);
    }

    private static Proof proof(Stored lottery, List<UUID> order) {
        return new Proof(
                lottery.seedHash(),
                lottery.closesAt(),
                lottery.drawnAt(),
                lottery.drawnAt() == null ? null : lottery.seed(),
                lottery.listHash(),
                order);
    }

    private Mono<List<UUID>> order(SlotId slot) {
        return database.sql("SELECT entry_id FROM lottery_entry WHERE slot_id = :slot ORDER BY place")
                .bind("slot", slot.value())
                .map(row -> Rows.uuid(row, "entry_id"))
                .all()
                .collectList();
    }

    private Stored stored(Readable row, SlotId slot) {
        byte[] seed = seal.open(Rows.get(row, "seed", byte[].class), context(slot));
        return new Stored(
                Rows.uuid(row, "community_id"),
                new String(seed, StandardCharsets.US_ASCII),
                Rows.text(row, "seed_hash"),
                Rows.instant(row, "closes_at"),
                Rows.instantOrNull(row, "drawn_at"),
                row.get("list_hash", String.class));
    }
}
