package community.doorstep.dispatch;

import community.doorstep.shared.GeoPoint;
import community.doorstep.shared.PersonId;
import java.util.UUID;

/**
 * One door of a delivery run.
 *
 * @param reference what the poster knows it by, e.g. the booking
 */
public record NewStop(UUID reference, PersonId resident, GeoPoint place, Door door) {}
