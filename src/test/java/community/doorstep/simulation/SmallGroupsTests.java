package community.doorstep.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SmallGroupsTests {

    private static Tally of(int firstPerson, int people) {
        Tally tally = new Tally();
        for (int i = 0; i < people; i++) {
            tally.booked(firstPerson + i, 100, 80);
        }
        return tally;
    }

    private static Map<String, Tally> groups(int... sizes) {
        Map<String, Tally> groups = new LinkedHashMap<>();
        int first = 0;
        for (int i = 0; i < sizes.length; i++) {
            groups.put("g" + i, of(first, sizes[i]));
            first += sizes[i];
        }
        return groups;
    }

    private static List<List<String>> keys(int... sizes) {
        return SmallGroups.merged(groups(sizes)).stream()
                .map(SmallGroups.Merged::keys)
                .toList();
    }

    @Test
    void groupsOfFiveStandAlone() {
        assertThat(keys(5, 6)).containsExactly(List.of("g0"), List.of("g1"));
    }

    @Test
    void smallOnesAreAddedTogether() {
        assertThat(keys(5, 2, 3)).containsExactly(List.of("g0"), List.of("g1", "g2"));
    }

    @Test
    void aSmallOneAloneTakesTheSmallestOtherAlong() {
        assertThat(keys(9, 4, 6)).containsExactly(List.of("g0"), List.of("g1", "g2"));
    }

    @Test
    void tooFewInAllAreNotShown() {
        assertThat(keys(2, 2)).isEmpty();
        assertThat(keys()).isEmpty();
    }

    @Test
    void nobodyIsSeenAndNobodyIsLost() {
        Random random = new Random(5);
        for (int run = 0; run < 5_000; run++) {
            int[] sizes = random.ints(random.nextInt(9), 0, 12).toArray();
            int people = java.util.Arrays.stream(sizes).sum();
            List<SmallGroups.Merged<String>> merged = SmallGroups.merged(groups(sizes));
            Set<String> shown = new HashSet<>();
            long counted = 0;
            for (SmallGroups.Merged<String> group : merged) {
                assertThat(group.tally().people()).isGreaterThanOrEqualTo(5);
                counted += group.tally().impact().bookings();
                shown.addAll(group.keys());
            }
            assertThat(counted).isEqualTo(people < 5 ? 0 : people);
            assertThat(shown).hasSize(people < 5 ? 0 : sizes.length);
        }
    }

    @Test
    void sumsForManyPeopleAreThoseOfAMap() {
        Random random = new Random(6);
        PersonSums sums = new PersonSums();
        Map<Integer, Long> expected = new HashMap<>();
        for (int i = 0; i < 200_000; i++) {
            int person = random.nextInt(40_000);
            long amount = random.nextInt(2_000) - 1_000;
            sums.add(person, amount);
            expected.merge(person, amount, Long::sum);
        }
        Map<Integer, Long> read = new HashMap<>();
        sums.forEach((person, sum) -> assertThat(read.put(person, sum)).isNull());
        assertThat(read).isEqualTo(expected);
        assertThat(sums.size()).isEqualTo(expected.size());
        List<Integer> strangers = new ArrayList<>();
        for (int person = 40_000; person < 50_000; person++) {
            if (sums.contains(person)) {
                strangers.add(person);
            }
        }
        assertThat(strangers).isEmpty();
    }
}
