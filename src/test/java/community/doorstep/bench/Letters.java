package community.doorstep.bench;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Writes requests, as a phone would send them with as few headers as will do: a person's letters differ in the key and the slot alone, so only these are
 * written each time.
 */
public final class Letters {

    private static final int ID = 36;
    private static final String BLANK = "-".repeat(ID);
    private static final AtomicLong KEYS = new AtomicLong();
    private static final long RUN = System.nanoTime();

    private final byte[] letter;
    private final int keyAt;
    private final int slotAt;

    private Letters(String text) {
        this.letter = text.getBytes(StandardCharsets.ISO_8859_1);
        this.keyAt = text.indexOf("Idempotency-Key: ") + "Idempotency-Key: ".length();
        this.slotAt = text.indexOf("\"slotId\":\"") + "\"slotId\":\"".length();
    }

    static Letters booking(String token, String quote) {
        return new Letters(
                post("/api/bookings", token, BLANK, "{\"slotId\":\"" + BLANK + "\",\"quote\":\"" + quote + "\"}"));
    }

    static Letters quote(String token, UUID service) {
        return new Letters(
                post("/api/quotes", token, null, "{\"slotId\":\"" + BLANK + "\",\"serviceId\":\"" + service + "\"}"));
    }

    static byte[] nothing(String token) {
        return post(NothingController.PATH, token, null, "{}").getBytes(StandardCharsets.ISO_8859_1);
    }

    /** A request that is known by its tag and hangs up after so long, or, when that is negative, never. */
    public static HttpRequest request(
            String path, String token, String key, String body, Object tag, long hangUpAfterNanos) {
        byte[] bytes = post(path, token, key, body).getBytes(StandardCharsets.UTF_8);
        return new HttpRequest(bytes, tag, hangUpAfterNanos);
    }

    private static String post(String path, String token, String key, String body) {
        return "POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " + token
                + (key == null ? "" : "\r\nIdempotency-Key: " + key)
                + "\r\nContent-Type: application/json\r\nContent-Length: "
                + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body;
    }

    static String key() {
        return new UUID(RUN, KEYS.incrementAndGet() * 0x9E37_79B9_7F4A_7C15L).toString();
    }

    /** With a key of its own. */
    byte[] withKeyFor(UUID slot) {
        byte[] written = forSlot(slot);
        write(key(), written, keyAt);
        return written;
    }

    byte[] forSlot(UUID slot) {
        byte[] written = letter.clone();
        write(slot.toString(), written, slotAt);
        return written;
    }

    @SuppressWarnings("deprecation")
    private static void write(String id, byte[] into, int at) {
        id.getBytes(0, ID, into, at);
    }
}
