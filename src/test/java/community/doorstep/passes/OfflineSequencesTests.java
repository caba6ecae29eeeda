package community.doorstep.passes;

import static org.assertj.core.api.Assertions.assertThat;

import community.doorstep.ApiTest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.reactive.TransactionalOperator;

/**
 * Tablets let the same passes through while they are alone and come back in any order, some twice, with clocks that
 * differ: of each pass the first use in time counts, all others are conflicts, and none is lost.
 */
class OfflineSequencesTests extends ApiTest {

    private static final int PASSES = "true".equals(System.getProperty("thorough")) ? 1_000 : 100;
    private static final int MOST_USES = 4;

    @Autowired
    Passes passes;

    @Autowired
    OfflineUses offline;

    @Autowired
    TransactionalOperator transaction;

    /** A use as it really was, and by how much its tablet's clock was ahead. */
    private record Happened(UUID id, PassId pass, Instant at, Duration ahead) {

        OfflineUse sent() {
            return new OfflineUse(id, pass, at.plus(ahead));
        }
    }

    @Test
    void theFirstInTimeCountsAndNoneIsLost() {
        PassFixture fixture = new PassFixture(town(), passes, offline, transaction, CLOCK);
        Instant began = CLOCK.instant();
        Random random = new Random(7);
        List<Happened> all = new ArrayList<>();
        for (int pass = 0; pass < PASSES; pass++) {
            PassId id = fixture.issued(PassId.next(), began, began.plus(Duration.ofHours(1)))
                    .id();
            int uses = 1 + random.nextInt(MOST_USES);
            for (int use = 0; use < uses; use++) {
                all.add(new Happened(
                        UUID.randomUUID(),
                        id,
                        began.plusSeconds(60L * random.nextInt(60)).plusSeconds(use),
                        Duration.ofSeconds(random.nextInt(1100) - 550)));
            }
        }
        CLOCK.advance(Duration.ofHours(2));
        List<Happened> arriving = new ArrayList<>(all);
        arriving.addAll(all.subList(0, all.size() / 4));
        Collections.shuffle(arriving, random);

        arriving.forEach(use -> fixture.synced(use.ahead(), use.sent()));

        Map<UUID, String> outcomes = outcomes();
        Map<PassId, Happened> first =
                all.stream().collect(Collectors.toMap(Happened::pass, use -> use, (one, other) -> earlier(one, other)));
        assertThat(outcomes).hasSize(all.size());
        for (Happened use : all) {
            String expected = first.get(use.pass()).equals(use) ? "ACCEPTED" : "CONFLICT";
            assertThat(outcomes.get(use.id())).as(use.toString()).isEqualTo(expected);
        }
        assertThat(outcomes.values()).contains("ACCEPTED", "CONFLICT");
    }

    private static Happened earlier(Happened one, Happened other) {
        return Collections.min(List.of(one, other), Comparator.comparing(Happened::at));
    }

    private Map<UUID, String> outcomes() {
        return database.sql("SELECT id, outcome FROM pass_use WHERE community_id = :community")
                .bind("community", UUID.fromString(town().communityId))
                .map(row -> Map.entry(row.get("id", UUID.class), row.get("outcome", String.class)))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue)
                .block(Duration.ofSeconds(20));
    }
}
