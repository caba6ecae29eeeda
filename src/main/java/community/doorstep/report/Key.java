package community.doorstep.report;

import community.doorstep.shared.Rows;
import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a figure is of. Faults in the street are of no service. */
record Key(UUID station, @Nullable UUID service, LocalDate day) {

    static Key of(Readable row) {
        return new Key(
                Rows.uuid(row, "station_id"), row.get("service_id", UUID.class), Rows.get(row, "day", LocalDate.class));
    }
}
