package community.doorstep.report;

import community.doorstep.shared.Rows;
import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.util.UUID;

/** What a figure is of. */
record Key(UUID station, UUID service, LocalDate day) {

    static Key of(Readable row) {
        return new Key(
                Rows.uuid(row, "station_id"), Rows.uuid(row, "service_id"), Rows.get(row, "day", LocalDate.class));
    }
}
