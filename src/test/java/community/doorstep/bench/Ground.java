package community.doorstep.bench;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Random;
import java.util.UUID;

/**
 * Who and what the measured database holds. Ids and tokens follow from numbers, so that each process knows them without
 * asking. Communities have slots for their own people; one more community has the slots that everybody wants.
 */
final class Ground {

    static final int PEOPLE = 10_000;
    static final int COMMUNITIES = 100;
    static final int SLOTS = 10;
    static final int HOT = COMMUNITIES;
    static final int HOT_SLOTS = 20;
    /** Of the community that everybody wants: a slot that has no seat left. */
    static final int FULL_SLOT = HOT_SLOTS;

    static final long LIST_FEN = 1500;
    static final long SUBSIDISED_FEN = 300;
    static final String FUND = "charity";
    static final String RULE = "meals-low-income";

    private static final LocalDate FIRST_DAY = LocalDate.now(ZoneOffset.UTC).plusDays(2);

    private Ground() {}

    static UUID community(int number) {
        return id(1, number);
    }

    static UUID station(int community) {
        return id(2, community);
    }

    static UUID service(int community) {
        return id(3, community);
    }

    static UUID repair(int community) {
        return id(8, community);
    }

    /** The slot of a community's calls for now. */
    static UUID calls(int community) {
        return id(9, community);
    }

    static UUID book(int community) {
        return id(4, community);
    }

    static UUID budget(int community) {
        return id(5, community);
    }

    static UUID person(int number) {
        return id(6, number);
    }

    static UUID slot(int day, int community, int number) {
        return id(7, (day * 1000L + community) * 1000 + number);
    }

    /** Spread like ids that were made over a long time. */
    private static UUID id(int kind, long number) {
        Random random = new Random(kind * 1_000_000_007L + number);
        long high = (0x0190_0000_0000L + Math.abs(random.nextLong() % 0x0F_0000_0000L)) << 16 | 0x7000 | kind;
        return new UUID(high, random.nextLong() >>> 2 | Long.MIN_VALUE);
    }

    static String token(int person) {
        byte[] bits = new byte[32];
        new Random(person).nextBytes(bits);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    }

    static int communityOf(int person) {
        return person % COMMUNITIES;
    }

    /** Every second one has a low income, and the fund pays for it. */
    static boolean subsidised(int person) {
        return person / COMMUNITIES % 2 == 0;
    }

    static LocalDate date(int day) {
        return FIRST_DAY.plusDays(day);
    }

    static Instant startsAt(int day) {
        return date(day).atTime(4, 0).toInstant(ZoneOffset.UTC);
    }

    static Instant endsAt(int day) {
        return date(day).atTime(5, 0).toInstant(ZoneOffset.UTC);
    }

    /** One booking: who, and which slot of the day. */
    record Seat(int person, UUID slot) {}

    /** The n-th booking of a day: nobody books the same slot twice, and communities take turns. Null after the last. */
    static Seat seat(int day, long n) {
        int person = nth(n);
        int round = (int) (n / PEOPLE);
        int community = communityOf(person);
        int slot = (person / COMMUNITIES + round) % SLOTS;
        return round < SLOTS ? new Seat(person, slot(day, community, slot)) : null;
    }

    /** The n-th booking of a day when everybody wants one slot; when everybody has it, they want another one. */
    static Seat hotSeat(int day, long n) {
        int round = (int) (n / PEOPLE);
        return round < HOT_SLOTS ? new Seat(nth(n), slot(day, HOT, round)) : null;
    }

    static int nth(long n) {
        return (int) (n * 7919 % PEOPLE);
    }
}
