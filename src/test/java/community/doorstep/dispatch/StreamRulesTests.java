package community.doorstep.dispatch;

import static community.doorstep.dispatch.JobFixture.aCard;
import static community.doorstep.dispatch.JobFixture.aJob;
import static org.assertj.core.api.Assertions.assertThat;

import community.doorstep.shared.PersonId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a phone is told, and in which order, without any I/O. */
class StreamRulesTests {

    private final PersonId me = PersonId.next();
    private final PersonId other = PersonId.next();
    private final WorkerView view = new WorkerView(me, Set.of("TAP"));
    private final WorkerView unskilled = new WorkerView(me, Set.of("LOCK"));

    @Test
    void tellsWhatConcernsTheWorker() {
        assertThat(event(view, aCard(JobState.WAITING, null, 1))).contains("new");
        assertThat(event(view, aCard(JobState.ACCEPTED, me, 2))).contains("changed");
        assertThat(event(view, aCard(JobState.ACCEPTED, other, 2))).contains("taken");
        assertThat(event(view, aCard(JobState.CANCELLED, null, 2))).contains("withdrawn");
        assertThat(event(view, aCard(JobState.PLANNED, null, 1))).isEmpty();
        assertThat(event(unskilled, aCard(JobState.WAITING, null, 1))).isEmpty();
        assertThat(event(unskilled, aCard(JobState.ACCEPTED, other, 2))).isEmpty();
        assertThat(event(unskilled, aCard(JobState.CANCELLED, me, 3))).contains("withdrawn");
    }

    @Test
    void ofAnothersJobOnlyItsNumberIsTold() {
        JobCard taken = aCard(JobState.ACCEPTED, other, 2);

        assertThat(view.told(new News.Changed("g", 1, taken), new HashSet<>())
                        .orElseThrow()
                        .data())
                .isEqualTo(new WorkerView.Gone(taken.id(), 2));
    }

    @Test
    void whoseJobIsGivenToAnotherIsToldAlsoWithoutTheSkill() {
        Set<JobId> mine = new HashSet<>();
        JobCard held = aCard(JobState.ACCEPTED, me, 2);
        unskilled.told(new News.Reset("g", 1, List.of(held)), mine);
        JobCard waiting =
                aJob(held.id(), JobFixture.STATION, JobState.WAITING, null, 3).card();

        assertThat(unskilled.told(new News.Changed("g", 2, waiting), mine))
                .contains(new WorkerView.Told("taken", new WorkerView.Gone(held.id(), 3)));
        assertThat(unskilled.told(new News.Changed("g", 3, waiting), mine)).isEmpty();
        assertThat(unskilled.told(new News.Duty("g", 4, me), mine)).isEmpty();
    }

    @Test
    void theListShowsWaitingForMySkillsAndMine() {
        JobCard waiting = aCard(JobState.WAITING, null, 1);
        JobCard mine = aCard(JobState.ARRIVED, me, 3);

        assertThat(view.mine(
                        List.of(waiting, mine, aCard(JobState.ACCEPTED, other, 2), aCard(JobState.PLANNED, null, 1))))
                .containsExactly(waiting, mine);
        assertThat(unskilled.mine(List.of(waiting, mine))).containsExactly(mine);
    }

    @Test
    void newsHeardBeforeTheBeginningComesAfterItOnce() {
        JobCard shown = aCard(JobState.ACCEPTED, other, 2);
        JobCard fresh = aCard(JobState.WAITING, null, 1);
        Joined joined = new Joined();
        News marker = new News.Changed("g", 7, aCard(JobState.WAITING, null, 1));
        News alreadyShown = new News.Changed("g", 8, shown);
        News unseen = new News.Changed("g", 9, fresh);
        News.Reset whole = new News.Reset("g", 7, List.of(shown));

        assertThat(joined.next(marker)).isEmpty();
        assertThat(joined.next(alreadyShown)).isEmpty();
        assertThat(joined.next(unseen)).isEmpty();
        assertThat(joined.next(Joined.Beginning.whole(whole))).containsExactly(whole, unseen);
        News later = new News.Changed("g", 10, aCard(JobState.WAITING, null, 1));
        assertThat(joined.next(later)).containsExactly(later);
    }

    @Test
    void whatThePhoneMissedComesOnceThoughItIsAlsoHeardLive() {
        Joined joined = new Joined();
        News six = new News.Changed("g", 6, aCard(JobState.WAITING, null, 1));
        News seven = new News.Changed("g", 7, aCard(JobState.WAITING, null, 1));

        assertThat(joined.next(seven)).isEmpty();
        assertThat(joined.next(new Joined.Beginning(List.of(six, seven), "g", 7)))
                .containsExactly(six, seven);
        News reset = new News.Reset("h", 0, List.of());
        assertThat(joined.next(reset)).containsExactly(reset);
    }

    @Test
    void theBoardTellsWhatChangedAndWhatIsGone() {
        Board board = new Board();
        JobCard stays = aCard(JobState.WAITING, null, 1);
        JobCard goes = aCard(JobState.WAITING, null, 1);
        JobCard moved = aJob(stays.id(), JobFixture.STATION, JobState.ACCEPTED, other, 2)
                .card();

        assertThat(board.look(List.of(stays, goes))).containsExactlyInAnyOrder(stays, goes);
        assertThat(board.look(List.of(stays, goes))).isEmpty();
        assertThat(board.look(List.of(moved))).containsExactlyInAnyOrder(moved, goes.as(JobState.CANCELLED));
        assertThat(board.look(List.of(moved))).isEmpty();
    }

    @Test
    void whatStandsBehindAllThatIsShownIsNotTakenForGone() {
        Board board = new Board();
        List<JobCard> shown = IntStream.range(0, StationReads.SHOWN)
                .mapToObj(n -> aCard(JobState.WAITING, null, 1))
                .toList();
        JobCard ahead = aCard(JobState.WAITING, null, 1);
        List<JobCard> after = new ArrayList<>(shown.subList(0, shown.size() - 1));
        after.add(ahead);

        board.look(shown);
        assertThat(board.look(after)).containsExactly(ahead);
        assertThat(board.look(after.subList(1, after.size())))
                .containsExactly(shown.get(0).as(JobState.CANCELLED));
    }

    @Test
    void whoCameWentOrIsAnotherThanBeforeIsNoticed() {
        Presence presence = new Presence();
        presence.look(Map.of(me, "f TAP"));

        assertThat(presence.look(Map.of(me, "f TAP"))).isEmpty();
        assertThat(presence.look(Map.of(me, "t TAP", other, "f"))).containsExactlyInAnyOrder(me, other);
        assertThat(presence.look(Map.of(other, "f"))).containsExactly(me);
    }

    private static Optional<String> event(WorkerView view, JobCard card) {
        return view.told(new News.Changed("g", 1, card), new HashSet<>()).map(WorkerView.Told::event);
    }
}
