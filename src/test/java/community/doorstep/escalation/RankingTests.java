package community.doorstep.escalation;

import static org.assertj.core.api.Assertions.assertThat;

import community.doorstep.dispatch.Candidate;
import community.doorstep.dispatch.DueJob;
import community.doorstep.dispatch.JobId;
import community.doorstep.dispatch.JobState;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.GeoPoint;
import community.doorstep.shared.Ids;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.StationId;
import community.doorstep.shared.StationRef;
import community.doorstep.stationrules.DispatchMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RankingTests {

    private static final Instant NOW = Instant.parse("2026-03-02T01:00:00Z");

    @Test
    void theNearestIsAskedFirstAndToldWhy() {
        Candidate near = candidate(200L, 1, 0, 0, 0);
        Candidate far = candidate(900L, 2, 0, 0, 0);
        Candidate unknown = candidate(null, 3, 0, 0, 0);

        Ranking.Choice choice = Ranking.choose(DispatchMode.NEAREST, job(false, false), List.of(unknown, far, near))
                .orElseThrow();

        assertThat(choice.candidate()).isEqualTo(near);
        assertThat(choice.reason().zh()).isEqualTo("三人中最近，今天最少");
        assertThat(choice.reason().en()).isEqualTo("nearest, fewest jobs today of three");
    }

    @Test
    void takingTurnsSpreadsStairsAndHardJobsApartFromTheCount() {
        Candidate climber = candidate(100L, 1, 1, 0, 0);
        Candidate spared = candidate(900L, 5, 0, 2, 0);

        assertThat(Ranking.choose(DispatchMode.ROUND_ROBIN, job(true, false), List.of(climber, spared))
                        .orElseThrow())
                .satisfies(choice -> assertThat(choice.candidate()).isEqualTo(spared))
                .satisfies(choice -> assertThat(choice.reason().zh()).isEqualTo("两人中今天爬楼最少"));
        assertThat(Ranking.choose(DispatchMode.ROUND_ROBIN, job(false, true), List.of(climber, spared))
                        .orElseThrow()
                        .candidate())
                .isEqualTo(climber);
        assertThat(Ranking.choose(DispatchMode.ROUND_ROBIN, job(false, false), List.of(climber, spared))
                        .orElseThrow()
                        .candidate())
                .isEqualTo(climber);
    }

    @Test
    void ofEqualsWhoeverWasIdleLongest() {
        Candidate fresh = candidate(null, 1, 0, 0, 5);
        Candidate idle = candidate(null, 1, 0, 0, 500);

        Ranking.Choice choice = Ranking.choose(DispatchMode.ROUND_ROBIN, job(false, false), List.of(fresh, idle))
                .orElseThrow();

        assertThat(choice.candidate()).isEqualTo(idle);
        assertThat(choice.reason().zh()).isEqualTo("两人中等得最久");
        assertThat(Ranking.choose(DispatchMode.NEAREST, job(false, false), List.of()))
                .isEmpty();
        assertThat(Ranking.choose(DispatchMode.NEAREST, job(false, false), List.of(idle))
                        .orElseThrow()
                        .reason()
                        .zh())
                .isEqualTo("现在只有你有空");
    }

    @Test
    void theSameFactsGiveTheSameChoiceInWhateverOrderTheyCome() {
        for (int seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            List<Candidate> all = new ArrayList<>(IntStream.range(0, 1 + random.nextInt(8))
                    .mapToObj(i -> candidate(
                            random.nextBoolean() ? null : (long) random.nextInt(3),
                            random.nextInt(3),
                            random.nextInt(2),
                            random.nextInt(2),
                            random.nextInt(3)))
                    .toList());
            DispatchMode mode = random.nextBoolean() ? DispatchMode.NEAREST : DispatchMode.ROUND_ROBIN;
            DueJob job = job(random.nextBoolean(), random.nextBoolean());
            Candidate first = Ranking.choose(mode, job, all).orElseThrow().candidate();
            Collections.shuffle(all, random);

            assertThat(Ranking.choose(mode, job, all).orElseThrow().candidate())
                    .as("seed %s", seed)
                    .isEqualTo(first);
        }
    }

    /** A hundred jobs in turn among five: nobody has more than one above another, in count, stairs or hard jobs. */
    @Test
    void turnsStayEven() {
        for (int seed = 0; seed < 50; seed++) {
            Random random = new Random(seed);
            List<Candidate> crew = new ArrayList<>(IntStream.range(0, 5)
                    .mapToObj(i -> candidate(null, 0, 0, 0, i))
                    .toList());
            for (int turn = 0; turn < 100; turn++) {
                boolean stairs = random.nextInt(3) == 0;
                Candidate next = Ranking.choose(DispatchMode.ROUND_ROBIN, job(stairs, false), crew)
                        .orElseThrow()
                        .candidate();
                crew.remove(next);
                crew.add(new Candidate(
                        next.worker(),
                        null,
                        next.jobs() + 1,
                        next.stairs() + (stairs ? 1 : 0),
                        0,
                        0,
                        NOW.plusSeconds(turn)));
            }
            assertThat(spread(crew.stream().mapToInt(Candidate::stairs).toArray()))
                    .as("seed %s", seed)
                    .isLessThanOrEqualTo(1);
            assertThat(spread(crew.stream().mapToInt(Candidate::jobs).toArray()))
                    .as("seed %s", seed)
                    .isLessThanOrEqualTo(2);
        }
    }

    @Test
    void ofThoseWhoDidAsMuchWhoeverHasMoreFreePlacesGoesFirst() {
        Candidate free = new Candidate(PersonId.next(), null, 3, 0, 0, 0, NOW);
        Candidate busy = new Candidate(PersonId.next(), null, 3, 0, 0, 1, NOW.minusSeconds(900));

        Ranking.Choice choice = Ranking.choose(DispatchMode.ROUND_ROBIN, job(false, false), List.of(busy, free))
                .orElseThrow();

        assertThat(choice.candidate()).isEqualTo(free);
        assertThat(choice.reason()).isEqualTo(new OfferReason("两人中手上最少", "least in hand of two"));
    }

    private static int spread(int... counts) {
        return IntStream.of(counts).max().orElse(0) - IntStream.of(counts).min().orElse(0);
    }

    private static Candidate candidate(Long metres, int jobs, int stairs, int unpopular, int idleSeconds) {
        return new Candidate(PersonId.next(), metres, jobs, stairs, unpopular, 0, NOW.minusSeconds(idleSeconds));
    }

    private static DueJob job(boolean stairs, boolean unpopular) {
        return new DueJob(
                new JobId(Ids.next()),
                new StationRef(CommunityId.next(), StationId.next()),
                JobState.WAITING,
                "TAP",
                stairs,
                unpopular,
                new GeoPoint(26.588, 101.718),
                NOW,
                NOW.plusSeconds(600),
                NOW,
                1,
                false,
                null,
                null,
                List.of());
    }
}
