package community.doorstep.canteen;

import community.doorstep.catalog.Slot;
import community.doorstep.catalog.SlotId;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Rows;
import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What the kitchen was told once nothing could be ordered any more: written once, never changed. */
@Component
class KitchenSheets {

    record Settled(List<Kitchen.Line> lines, Instant at) {}

    private static final TypeReference<List<Kitchen.Line>> LINES = new TypeReference<>() {};

    private final DatabaseClient database;
    private final JsonMapper json;

    KitchenSheets(DatabaseClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    /** What stands afterwards: these lines, unless others were written before. */
    Mono<Settled> settle(Slot slot, List<Kitchen.Line> lines, Instant now) {
        return database.sql("""
            INSERT INTO kitchen_sheet (community_id, slot_id, lines, settled_at)
            VALUES (:community, :slot, :lines, :now)
            ON CONFLICT DO NOTHING
            """)
                .bind("community", slot.communityId().value())
                .bind("slot", slot.id().value())
                .bind("lines", Json.of(json.writeValueAsString(lines)))
                .bind("now", now)
                .then()
                .then(Mono.defer(() -> of(slot)));
    }

    private Mono<Settled> of(Slot slot) {
        return database.sql("""
            SELECT lines, settled_at FROM kitchen_sheet WHERE community_id = :community AND slot_id = :slot
            """)
                .bind("community", slot.communityId().value())
                .bind("slot", slot.id().value())
                .map(this::settledOf)
                .one();
    }

    private Settled settledOf(Readable row) {
        String lines = Rows.get(row, "lines", Json.class).asString();
        return new Settled(json.readValue(lines, LINES), Rows.instant(row, "settled_at"));
    }

    /** A sitting whose sheet is to be written. */
    record Due(CommunityId community, SlotId slot) {}

    /** Sittings to come whose cut-off was before then. */
    Flux<Due> due(Instant now, Instant cutOff) {
        return database.sql("""
            SELECT DISTINCT meal.community_id, meal.slot_id FROM meal
            JOIN slot ON slot.community_id = meal.community_id AND slot.id = meal.slot_id
            WHERE meal.state = 'ORDERED' AND meal.ends_at > :now AND slot.cut_off_at <= :cutOff
              AND NOT EXISTS (SELECT 1 FROM kitchen_sheet AS sheet
                              WHERE sheet.community_id = meal.community_id AND sheet.slot_id = meal.slot_id)
            LIMIT 50
            """)
                .bind("now", now)
                .bind("cutOff", cutOff)
                .map(row ->
                        new Due(new CommunityId(Rows.uuid(row, "community_id")), new SlotId(Rows.uuid(row, "slot_id"))))
                .all();
    }
}
