package community.doorstep.shared;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;

/** A place in GCJ-02, the coordinates that maps in China use; degrees. */
public record GeoPoint(
        @DecimalMin("-90") @DecimalMax("90") double latitude,
        @DecimalMin("-180") @DecimalMax("180") double longitude) {

    private static final double EARTH_RADIUS_METRES = 6_371_000;
    private static final double PER_DEGREE = 1_000;

    /** Reads {@code latitude,longitude}; refuses {@code malformed-point} (400). */
    public static GeoPoint of(String text) {
        String[] parts = text.split(",", -1);
        if (parts.length != 2) {
            throw Refusal.badRequest("malformed-point");
        }
        try {
            return new GeoPoint(Double.parseDouble(parts[0].strip()), Double.parseDouble(parts[1].strip())).onEarth();
        } catch (NumberFormatException notANumber) {
            throw Refusal.badRequest("malformed-point");
        }
    }

    /** Refuses {@code malformed-point} (400) when the point lies off the globe. */
    public GeoPoint onEarth() {
        if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) {
            throw Refusal.badRequest("malformed-point");
        }
        return this;
    }

    /** Rounded to a thousandth of a degree, about a hundred metres. */
    public GeoPoint coarse() {
        return new GeoPoint(
                Math.round(latitude * PER_DEGREE) / PER_DEGREE, Math.round(longitude * PER_DEGREE) / PER_DEGREE);
    }

    /** Great-circle distance in metres (haversine). */
    public double metresTo(GeoPoint other) {
        double lat = Math.toRadians(other.latitude - latitude) / 2;
        double lon = Math.toRadians(other.longitude - longitude) / 2;
        double h = Math.pow(Math.sin(lat), 2)
                + Math.cos(Math.toRadians(latitude))
                        * Math.cos(Math.toRadians(other.latitude))
                        * Math.pow(Math.sin(lon), 2);
        return 2 * EARTH_RADIUS_METRES * Math.asin(Math.min(1, Math.sqrt(h)));
    }
}
