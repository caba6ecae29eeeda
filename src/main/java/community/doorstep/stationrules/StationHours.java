package community.doorstep.stationrules;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import community.doorstep.catalog.Calendar;
import community.doorstep.catalog.CalendarDay;
import community.doorstep.shared.CommunityId;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Map;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Whether a station answers, by its hours and its community's calendar. A change holds everywhere within two seconds. */
@Component
public class StationHours {

    private static final Duration STANDS = Duration.ofSeconds(2);
    private static final int MOST = 10_000;

    private record Key(CommunityId community, LocalDate day) {}

    private final Calendar calendar;
    private final Cache<Key, Map<LocalDate, CalendarDay>> known =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(STANDS).build();

    StationHours(Calendar calendar) {
        this.calendar = calendar;
    }

    /**
     * Whether it answers then.
     *
     * @param moment in the community's time
     */
    public Mono<Boolean> open(CommunityId community, StationRules rules, LocalDateTime moment) {
        return rules.opening().isEmpty()
                ? Mono.just(true)
                : marked(new Key(community, moment.toLocalDate())).map(marked -> rules.isOpen(moment, marked));
    }

    /** Of that day and the one before, whose hours may go on over midnight. */
    private Mono<Map<LocalDate, CalendarDay>> marked(Key key) {
        Map<LocalDate, CalendarDay> marked = known.getIfPresent(key);
        return marked != null
                ? Mono.just(marked)
                : calendar.marked(key.community(), key.day().minusDays(1), key.day())
                        .doOnNext(found -> known.put(key, found));
    }
}
