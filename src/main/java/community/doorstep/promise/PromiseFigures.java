package community.doorstep.promise;

import com.fasterxml.jackson.annotation.JsonInclude;
import community.doorstep.shared.Rows;
import community.doorstep.shared.StationId;
import io.r2dbc.spi.Readable;
import org.jspecify.annotations.Nullable;

/**
 * How a station's promises went.
 *
 * @param keptShare of those whose outcome is known
 * @param expectedShare what the promises themselves said
 * @param medianMinutes that were promised by estimate; agreed ones do not count here
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PromiseFigures(
        StationId stationId,
        long given,
        long kept,
        long missed,
        long open,
        @Nullable Double keptShare,
        double expectedShare,
        @Nullable Double medianMinutes,
        @Nullable Double ninetiethMinutes) {

    static PromiseFigures of(Readable row) {
        long kept = Rows.number(row, "kept");
        long missed = Rows.number(row, "missed");
        Double[] minutes = row.get("minutes", Double[].class);
        return new PromiseFigures(
                new StationId(Rows.uuid(row, "station_id")),
                Rows.number(row, "given"),
                kept,
                missed,
                Rows.number(row, "open"),
                kept + missed == 0 ? null : (double) kept / (kept + missed),
                Rows.get(row, "likelihood", Double.class),
                minutes == null ? null : minutes[0],
                minutes == null ? null : minutes[1]);
    }
}
