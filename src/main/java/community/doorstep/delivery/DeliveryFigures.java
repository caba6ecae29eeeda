package community.doorstep.delivery;

import community.doorstep.shared.Caller;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.Role;
import community.doorstep.shared.Rows;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Whether what people are told reaches them: numbers only, nobody's messages. */
@RestController
class DeliveryFigures {

    /** @param outcome why: a code of WeChat, refused, away, no-line, late, interrupted */
    record Figure(CommunityId communityId, String kind, Channel channel, String state, String outcome, long number) {}

    record Figures(List<Figure> items) {}

    private static final int MOST_DAYS = 90;

    private final DatabaseClient database;
    private final Clock clock;

    DeliveryFigures(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** What was created within so many days; refuses {@code days-out-of-range} (400). */
    @GetMapping("/api/admin/deliveries")
    Mono<Figures> figures(@AuthenticationPrincipal Caller caller, @RequestParam(defaultValue = "7") int days) {
        if (days < 1 || days > MOST_DAYS) {
            return Mono.error(Refusal.badRequest("days-out-of-range").with("most", MOST_DAYS));
        }
        return database.sql("""
            SELECT community_id, kind, channel, state, outcome, count(*) AS number FROM delivery
            WHERE community_id = ANY(:communities) AND created_at >= :since
            GROUP BY community_id, kind, channel, state, outcome
            ORDER BY community_id, kind, channel, state, outcome
            """)
                .bind("communities", caller.communitiesAs(Role.COMMUNITY_ADMIN))
                .bind("since", clock.instant().minus(Duration.ofDays(days)))
                .map(row -> new Figure(
                        new CommunityId(Rows.uuid(row, "community_id")),
                        Rows.text(row, "kind"),
                        Channel.valueOf(Rows.text(row, "channel")),
                        Rows.text(row, "state"),
                        Rows.text(row, "outcome"),
                        Rows.number(row, "number")))
                .all()
                .collectList()
                .map(Figures::new);
    }
}
