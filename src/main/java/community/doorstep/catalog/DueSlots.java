package community.doorstep.catalog;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Rows;
import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** What the schedules still want: by weekday, holiday and make-up day, but for closures and what was cancelled by hand. */
@Component
@EnableConfigurationProperties(CatalogSettings.class)
class DueSlots {

    private static final UUID NONE = new UUID(0, 0);

    private final DatabaseClient database;
    private final CatalogSettings settings;
    private final JsonMapper json;
    private final Clock clock;

    DueSlots(DatabaseClient database, CatalogSettings settings, JsonMapper json, Clock clock) {
        this.database = database;
        this.settings = settings;
        this.json = json;
        this.clock = clock;
    }

    /** Of all its schedules, as far ahead as each says. */
    Mono<List<DueSlot>> of(CommunityId community, ZoneId zone) {
        return due(community, zone, null, false);
    }

    /** Of one schedule, as far ahead as it says. */
    Mono<List<DueSlot>> of(Plan plan, UUID schedule) {
        return due(plan.community(), plan.zone(), schedule, false);
    }

    /** Of one schedule, also what is made later: as far as any schedule may look ahead. */
    Mono<List<DueSlot>> everOf(Plan plan, UUID schedule) {
        return due(plan.community(), plan.zone(), schedule, true);
    }

    /** Communities with schedules that have not ended. */
    Flux<Community> communities() {
        return database.sql("""
                        SELECT id, name, zone FROM community
                        WHERE EXISTS (
                            SELECT 1 FROM schedule
                            WHERE schedule.community_id = community.id
                              AND (last_day IS NULL OR last_day >= (:now AT TIME ZONE community.zone)::date))
                        """)
                .bind("now", clock.instant())
                .map(CatalogRows::communityOf)
                .all();
    }

    private Mono<List<DueSlot>> due(CommunityId community, ZoneId zone, @Nullable UUID schedule, boolean ever) {
        Instant now = clock.instant();
        return database.sql("""
                        SELECT schedule.id, planned.at::date AS day, weekday.iso, schedule.starts, schedule.ends,
                               schedule.cut_off, service.rules::text AS rules
                        FROM schedule
                        JOIN service ON service.community_id = schedule.community_id
                            AND service.id = schedule.service_id
                        CROSS JOIN LATERAL generate_series(
                            greatest(schedule.first_day, :today)::timestamp,
                            least(schedule.last_day,
                                  :today + CASE WHEN :ever THEN 400 ELSE coalesce(schedule.days_ahead, :ahead) END
                            )::timestamp,
                            interval '1 day') AS planned (at)
                        LEFT JOIN calendar_day ON schedule.keeps_holidays
                            AND calendar_day.community_id = schedule.community_id
                            AND calendar_day.day = planned.at::date
                        CROSS JOIN LATERAL (
                            SELECT CASE calendar_day.kind WHEN 'HOLIDAY' THEN 0 WHEN 'MAKE_UP' THEN calendar_day.follows
                                   ELSE extract(isodow FROM planned.at)::int END AS iso) AS weekday
                        WHERE schedule.community_id = :community AND (:all OR schedule.id = :schedule)
                          AND weekday.iso = ANY(schedule.weekdays)
                          AND NOT EXISTS (
                              SELECT 1 FROM slot
                              WHERE slot.community_id = schedule.community_id AND slot.schedule_id = schedule.id
                                AND slot.scheduled_day = planned.at::date
                                AND (slot.cancelled_at IS NULL OR slot.cancelled_for = 'ADMIN' OR slot.ends_at <= :now))
                          AND NOT EXISTS (
                              SELECT 1 FROM closure
                              WHERE closure.community_id = schedule.community_id AND closure.ended_at IS NULL
                                AND closure.station_id = service.station_id
                                AND (closure.service_id IS NULL OR closure.service_id = service.id)
                                AND planned.at::date BETWEEN closure.first_day AND closure.last_day)
                        ORDER BY planned.at, schedule.starts, schedule.id
                        """)
                .bind("community", community.value())
                .bind("all", schedule == null)
                .bind("schedule", schedule == null ? NONE : schedule)
                .bind("today", LocalDate.ofInstant(now, zone))
                .bind("ahead", settings.daysAhead())
                .bind("ever", ever)
                .bind("now", now)
                .map(row -> dueOf(row, zone))
                .all()
                .collectList();
    }

    private DueSlot dueOf(Readable row, ZoneId zone) {
        LocalDate day = Rows.get(row, "day", LocalDate.class);
        ServiceRules.Opening opening =
                json.readValue(Rows.text(row, "rules"), ServiceRules.class).opening();
        return new DueSlot(
                Rows.uuid(row, "id"),
                day,
                Rows.get(row, "iso", Integer.class),
                at(row, "starts", day, zone),
                at(row, "ends", day, zone),
                opening == null ? null : opening.of(day, zone),
                at(row, "cut_off", day, zone));
    }

    private static Instant at(Readable row, String column, LocalDate day, ZoneId zone) {
        return day.atTime(Rows.get(row, column, LocalTime.class)).atZone(zone).toInstant();
    }
}
