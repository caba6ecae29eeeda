package community.doorstep.catalog;

import community.doorstep.shared.Caller;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.Role;
import community.doorstep.shared.Rows;
import community.doorstep.shared.StationId;
import java.time.ZoneId;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Whoever makes, moves or cancels slots holds the community's row until the transaction ends: plans are made one after
 * the other, so that what one has found free is free. The constraints on the slots stand behind it.
 */
@Component
class Planning {

    private final DatabaseClient database;

    Planning(DatabaseClient database) {
        this.database = database;
    }

    Mono<Plan> in(CommunityId community) {
        return locked(database.sql("SELECT id, zone FROM community WHERE id = :id FOR NO KEY UPDATE")
                .bind("id", community.value()));
    }

    /** Refuses {@code community-unknown} (404). */
    Mono<Plan> in(Caller caller, CommunityId community) {
        return of(
                caller,
                community.value(),
                "SELECT id, zone FROM community WHERE id = :id AND id = ANY(:communities) FOR NO KEY UPDATE",
                "community-unknown");
    }

    /** Refuses {@code station-unknown} (404). */
    Mono<Plan> of(Caller caller, StationId station) {
        return of(caller, station.value(), """
            SELECT community.id, community.zone FROM station
            JOIN community ON community.id = station.community_id
            WHERE station.id = :id AND community.id = ANY(:communities)
            FOR NO KEY UPDATE OF community
            """, "station-unknown");
    }

    /** Refuses {@code service-unknown} (404). */
    Mono<Plan> of(Caller caller, ServiceId service) {
        return of(caller, service.value(), """
            SELECT community.id, community.zone FROM service
            JOIN community ON community.id = service.community_id
            WHERE service.id = :id AND community.id = ANY(:communities)
            FOR NO KEY UPDATE OF community
            """, "service-unknown");
    }

    /** Refuses {@code slot-unknown} (404). */
    Mono<Plan> of(Caller caller, SlotId slot) {
        return of(caller, slot.value(), """
            SELECT community.id, community.zone FROM slot
            JOIN community ON community.id = slot.community_id
            WHERE slot.id = :id AND community.id = ANY(:communities)
            FOR NO KEY UPDATE OF community
            """, "slot-unknown");
    }

    /** Refuses {@code schedule-unknown} (404). */
    Mono<Plan> ofSchedule(Caller caller, UUID schedule) {
        return of(caller, schedule, """
            SELECT community.id, community.zone FROM schedule
            JOIN community ON community.id = schedule.community_id
            WHERE schedule.id = :id AND community.id = ANY(:communities)
            FOR NO KEY UPDATE OF community
            """, "schedule-unknown");
    }

    /** Refuses {@code room-unknown} (404). */
    Mono<Plan> ofRoom(Caller caller, UUID room) {
        return of(caller, room, """
            SELECT community.id, community.zone FROM room
            JOIN community ON community.id = room.community_id
            WHERE room.id = :id AND community.id = ANY(:communities)
            FOR NO KEY UPDATE OF community
            """, "room-unknown");
    }

    private Mono<Plan> of(Caller caller, UUID id, String sql, String unknown) {
        return locked(database.sql(sql).bind("id", id).bind("communities", caller.communitiesAs(Role.COMMUNITY_ADMIN)))
                .switchIfEmpty(Mono.error(() -> Refusal.notFound(unknown)));
    }

    private static Mono<Plan> locked(DatabaseClient.GenericExecuteSpec select) {
        return select.map(row -> new Plan(new CommunityId(Rows.uuid(row, "id")), ZoneId.of(Rows.text(row, "zone"))))
                .one();
    }
}
