package community.doorstep.catalog;

import community.doorstep.shared.StationId;
import java.util.UUID;

/** A room of a station; its seats are the most that a schedule in it may have. */
record Room(UUID id, StationId stationId, String name, int seats, long version) {}
