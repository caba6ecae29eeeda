package community.doorstep.simulation;

import java.util.Arrays;

/** A sum for each of many people, by their number: two arrays, so that a hundred thousand people are no matter. */
final class PersonSums {

    interface Reader {
        void read(int person, long sum);
    }

    private static final int FREE = -1;

    private int[] people = free(16);
    private long[] sums = new long[16];
    private int size;

    private static int[] free(int slots) {
        int[] people = new int[slots];
        Arrays.fill(people, FREE);
        return people;
    }

    int size() {
        return size;
    }

    boolean contains(int person) {
        return people[slot(person)] == person;
    }

    void add(int person, long amount) {
        int slot = slot(person);
        if (people[slot] == FREE) {
            people[slot] = person;
            if (++size * 2 > people.length) {
                grow();
                slot = slot(person);
            }
        }
        sums[slot] += amount;
    }

    private int slot(int person) {
        int mask = people.length - 1;
        int slot = person * 0x9E3779B9 >>> 7 & mask;
        while (people[slot] != FREE && people[slot] != person) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private void grow() {
        int[] before = people;
        long[] amounts = sums;
        people = free(before.length * 2);
        sums = new long[people.length];
        for (int i = 0; i < before.length; i++) {
            if (before[i] != FREE) {
                int slot = slot(before[i]);
                people[slot] = before[i];
                sums[slot] = amounts[i];
            }
        }
    }

    void addAll(PersonSums others) {
        others.forEach(this::add);
    }

    void forEach(Reader reader) {
        for (int i = 0; i < people.length; i++) {
            if (people[i] != FREE) {
                reader.read(people[i], sums[i]);
            }
        }
    }
}
