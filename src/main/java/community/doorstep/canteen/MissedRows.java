package community.doorstep.canteen;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Meals that nobody came for. */
@Component
class MissedRows {

    private final DatabaseClient database;
    private final MealRows meals;

    MissedRows(DatabaseClient database, MealRows meals) {
        this.database = database;
        this.meals = meals;
    }

    /** Marks the ordered meals of sittings that ended before then as missed; a part of them at a time. */
    Mono<List<Meal>> missed(Instant before, int most) {
        return database.sql("""
            UPDATE meal SET state = 'MISSED', version = version + 1
            WHERE (community_id, booking_id) IN (
                SELECT community_id, booking_id FROM meal
                WHERE state = 'ORDERED' AND ends_at <= :before AND serving <> 'DELIVERY'
                ORDER BY ends_at LIMIT :most FOR UPDATE SKIP LOCKED)
            RETURNING *
            """)
                .bind("before", before)
                .bind("most", most)
                .map(meals::mealOf)
                .all()
                .collectList();
    }

    /** Nobody opened the door. */
    Mono<Meal> missed(UUID id) {
        return database.sql("""
            UPDATE meal SET state = 'MISSED', version = version + 1
            WHERE booking_id = :id AND state = 'ORDERED'
            RETURNING *
            """).bind("id", id).map(meals::mealOf).one();
    }
}
