package community.doorstep.dispatch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Puts a stream's beginning in front of what was heard live while the beginning was looked up, so that nothing is
 * missed and nothing older comes after something newer. One for each stream.
 */
final class Joined {

    /** The beginning of one phone's stream: everything, or what the phone has missed up to some place. */
    record Beginning(List<News> news, String gen, long seq) {

        static Beginning whole(News.Reset reset) {
            return new Beginning(List.of(reset), reset.gen(), reset.seq());
        }
    }

    private final List<News> early = new ArrayList<>();
    private @Nullable Beginning beginning;
    private Map<JobId, Long> shown = Map.of();

    /** Takes the beginning, once, or live news; answers what the phone gets now. */
    List<News> next(Object item) {
        if (item instanceof Beginning first) {
            return begin(first);
        }
        News news = (News) item;
        if (beginning == null) {
            early.add(news);
            return List.of();
        }
        return isNew(news, beginning) ? List.of(news) : List.of();
    }

    private List<News> begin(Beginning first) {
        beginning = first;
        shown = first.news().stream()
                .filter(News.Reset.class::isInstance)
                .flatMap(reset -> ((News.Reset) reset).open().stream())
                .collect(Collectors.toUnmodifiableMap(JobCard::id, JobCard::version));
        List<News> answer = new ArrayList<>(first.news());
        early.stream().filter(news -> isNew(news, first)).forEach(answer::add);
        early.clear();
        return answer;
    }

    private boolean isNew(News news, Beginning first) {
        boolean before = news.gen().equals(first.gen()) && news.seq() <= first.seq();
        boolean shownAlready = news instanceof News.Changed changed
                && shown.getOrDefault(changed.card().id(), 0L) >= changed.card().version();
        return !before && !shownAlready;
    }
}
