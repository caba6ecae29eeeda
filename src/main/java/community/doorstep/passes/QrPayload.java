package community.doorstep.passes;

import community.doorstep.shared.StationId;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What stands in a QR code, for tablets that are alone: the form (1), the ids of pass, station and subject, 16 bytes
 * each, the window in seconds of the epoch, 8 bytes each, big-endian, and the purpose.
 */
record QrPayload(PassId pass, StationId station, String purpose, UUID subject, Instant from, Instant until) {

    private static final byte FORM = 1;
    private static final int FIXED = 1 + 3 * 16 + 2 * 8;

    byte[] bytes() {
        byte[] name = purpose.getBytes(StandardCharsets.US_ASCII);
        ByteBuffer buffer = ByteBuffer.allocate(FIXED + name.length).put(FORM);
        put(buffer, pass.value());
        put(buffer, station.value());
        put(buffer, subject);
        buffer.putLong(from.getEpochSecond());
        buffer.putLong(until.getEpochSecond());
        return buffer.put(name).array();
    }

    static @Nullable QrPayload of(byte[] bytes) {
        try {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            return buffer.get() == FORM ? read(buffer) : null;
        } catch (BufferUnderflowException tooShort) {
            return null;
        }
    }

    private static QrPayload read(ByteBuffer buffer) {
        PassId pass = new PassId(uuid(buffer));
        StationId station = new StationId(uuid(buffer));
        UUID subject = uuid(buffer);
        Instant from = Instant.ofEpochSecond(buffer.getLong());
        Instant until = Instant.ofEpochSecond(buffer.getLong());
        byte[] name = new byte[buffer.remaining()];
        buffer.get(name);
        return new QrPayload(pass, station, new String(name, StandardCharsets.US_ASCII), subject, from, until);
    }

    private static void put(ByteBuffer buffer, UUID id) {
        buffer.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
    }

    private static UUID uuid(ByteBuffer buffer) {
        return new UUID(buffer.getLong(), buffer.getLong());
    }
}
