package community.doorstep.waitlist;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DrawTests {

    private static final UUID A = UUID.fromString("00000000-0000-7000-8000-00000000000a");
    private static final UUID B = UUID.fromString("00000000-0000-7000-8000-00000000000b");
    private static final UUID C = UUID.fromString("00000000-0000-7000-8000-00000000000c");

    /** Computed with sha256sum and sort, as anybody would. */
    @Test
    void anybodyGetsTheSameOrderWithAnySha256() {
        assertThat(Draw.sha256("abc")).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(Draw.listHash(List.of(B, A, C)))
                .isEqualTo("2eb1b0965841b79c9b19cc3aef993206c79d536a202ba867b3ac37aa6c8eb650");
        assertThat(Draw.order("seed", List.of(A, B, C))).containsExactly(C, A, B);
    }

    @Test
    void theOrderDoesNotDependOnTheOrderOfTheEntries() {
        List<UUID> entries = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            entries.add(new UUID(i, i));
        }
        List<UUID> drawn = Draw.order("a seed", entries);
        Collections.shuffle(entries, new Random(7));

        assertThat(Draw.order("a seed", entries)).isEqualTo(drawn);
        assertThat(drawn).containsExactlyInAnyOrderElementsOf(entries);
        assertThat(Draw.order("another seed", entries)).isNotEqualTo(drawn);
    }

    @Test
    void everyEntryIsAsLikelyToBeFirst() {
        List<UUID> entries = List.of(A, B, C, new UUID(4, 4), new UUID(5, 5));
        Map<UUID, Integer> firsts = new HashMap<>();
        int draws = 5_000;
        for (int i = 0; i < draws; i++) {
            firsts.merge(Draw.order("seed " + i, entries).get(0), 1, Integer::sum);
        }

        // A fifth each; five standard deviations (28) around it.
        assertThat(firsts.values()).allMatch(count -> Math.abs(count - draws / 5) < 141);
    }
}
