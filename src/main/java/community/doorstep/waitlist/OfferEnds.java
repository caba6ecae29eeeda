package community.doorstep.waitlist;

import community.doorstep.shared.Ids;
import java.time.Instant;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Puts off the end of offers, in the transaction that makes them. */
@Component
public class OfferEnds {

    private final DatabaseClient database;

    OfferEnds(DatabaseClient database) {
        this.database = database;
    }

    /** To what stands in these entries. */
    public Mono<Void> put(List<Entry> offered) {
        if (offered.isEmpty()) {
            return Mono.empty();
        }
        return database.sql("""
            UPDATE waitlist_entry SET offer_until = later.until
            FROM unnest(:communities, :ids, :untils) AS later (community_id, id, until)
            WHERE waitlist_entry.community_id = later.community_id AND waitlist_entry.id = later.id
              AND waitlist_entry.state = 'OFFERED'
            """)
                .bind(
                        "communities",
                        Ids.array(offered, entry -> entry.community().value()))
                .bind("ids", Ids.array(offered, entry -> entry.id().value()))
                .bind("untils", offered.stream().map(Entry::offerUntil).toArray(Instant[]::new))
                .then();
    }
}
