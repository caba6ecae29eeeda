package community.doorstep.portions;

import static org.assertj.core.api.Assertions.assertThat;

import community.doorstep.ApiTest;
import community.doorstep.Town;
import community.doorstep.canteen.CanteenInTown;
import java.time.Duration;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ForecastApiTests extends ApiTest {

    @Test
    void holidaysTeachTheForecastNothingAndAreSaidToBeNoOrdinaryDays() {
        CanteenInTown canteen = new CanteenInTown(town(), CLOCK, 50);
        LocalDate today = canteen.day.minusDays(1);
        for (int ago = 1; ago <= 42; ago++) {
            boolean holiday = ago <= 5;
            LocalDate day = today.minusDays(ago);
            if (holiday) {
                holiday(day);
            }
            eaten(canteen, day, holiday ? 1 : 10);
        }
        town().calendar(today.plusDays(2), "HOLIDAY", null);

        JsonNode forecast = town().get(canteen.lead, "/api/station/forecasts/" + canteen.lunch + "?days=3");

        assertThat(forecast.get("learntFrom").asInt()).isEqualTo(37);
        assertThat(forecast.get("days")
                        .valueStream()
                        .map(day -> day.get("ordinary").asBoolean()))
                .containsExactly(true, false, true);
        assertThat(forecast.at("/days/0/portions").asInt())
                .as("as on ordinary days, though the last week was a holiday")
                .isBetween(9, 11);
        assertThat(forecast.at("/error/days").asInt()).isPositive();
        assertThat(town().exchange(
                                "GET",
                                town().resident("路人", "1990-01-01"),
                                "/api/station/forecasts/" + canteen.lunch,
                                null,
                                null)
                        .status())
                .isEqualTo(403);
        Town elsewhere = new Town(api(), WECHAT);
        assertThat(elsewhere
                        .exchange(
                                "GET",
                                elsewhere.staff("别处", "COUNTER"),
                                "/api/station/forecasts/" + canteen.lunch,
                                null,
                                null)
                        .code())
                .isEqualTo("service-unknown");
    }

    /** In the past, where nobody can set one any more. */
    private void holiday(LocalDate day) {
        database.sql("""
            INSERT INTO calendar_day (community_id, day, kind, name, set_by, set_at)
            VALUES (:community, :day, 'HOLIDAY', '国庆节', gen_random_uuid(), now())
            """)
                .bind("community", UUID.fromString(town().communityId))
                .bind("day", day)
                .then()
                .block(Duration.ofSeconds(10));
    }

    private void eaten(CanteenInTown canteen, LocalDate day, int portions) {
        database.sql("""
            INSERT INTO meal (community_id, booking_id, slot_id, service_id, station_id, day, starts_at, ends_at,
                              beneficiary_id, booked_by, serving, wish, state)
            SELECT :community, gen_random_uuid(), :slot, :service, :station, :day, :day::date + time '03:00',
                   :day::date + time '04:30', gen_random_uuid(), gen_random_uuid(), 'DINE_IN', '', 'EATEN'
            FROM generate_series(1, :portions)
            """)
                .bind("community", UUID.fromString(town().communityId))
                .bind("slot", UUID.randomUUID())
                .bind("service", UUID.fromString(canteen.lunch))
                .bind("station", UUID.fromString(town().stationId))
                .bind("day", day)
                .bind("portions", portions)
                .then()
                .block(Duration.ofSeconds(10));
    }
}
