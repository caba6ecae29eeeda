package community.doorstep.media;

import community.doorstep.shared.Refusal;
import community.doorstep.shared.Seal;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Signed addresses under which a photo that others will see can be fetched for ten minutes, by whoever has it. */
@Component
public class PhotoAddresses {

    private static final Duration VALID = Duration.ofMinutes(10);
    private static final String PURPOSE = "photo-address";
    private static final int PLAIN = 24;

    private final MediaSettings settings;
    private final Seal seal;
    private final Clock clock;

    PhotoAddresses(MediaSettings settings, Seal seal, Clock clock) {
        this.settings = settings;
        this.seal = seal;
        this.clock = clock;
    }

    /** Leads to the picture only if it was opened: see {@link Photos#open}. */
    public String of(PhotoId photo) {
        byte[] plain = ByteBuffer.allocate(PLAIN)
                .putLong(photo.value().getMostSignificantBits())
                .putLong(photo.value().getLeastSignificantBits())
                .putLong(clock.instant().plus(VALID).getEpochSecond())
                .array();
        byte[] mac = seal.mac(plain, PURPOSE);
        byte[] token = ByteBuffer.allocate(plain.length + mac.length)
                .put(plain)
                .put(mac)
                .array();
        return settings.publicUrl() + "/photos/"
                + Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    /** Refuses {@code photo-unknown} (404) when it is not ours or too old. */
    PhotoId read(String token) {
        byte[] bytes = decoded(token);
        if (bytes.length <= PLAIN) {
            throw Refusal.notFound("photo-unknown");
        }
        byte[] plain = Arrays.copyOf(bytes, PLAIN);
        byte[] mac = Arrays.copyOfRange(bytes, PLAIN, bytes.length);
        ByteBuffer read = ByteBuffer.wrap(plain);
        UUID id = new UUID(read.getLong(), read.getLong());
        boolean valid =
                seal.isMac(mac, plain, PURPOSE) && clock.instant().isBefore(Instant.ofEpochSecond(read.getLong()));
        if (!valid) {
            throw Refusal.notFound("photo-unknown");
        }
        return new PhotoId(id);
    }

    private static byte[] decoded(String token) {
        try {
            return Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException notOurs) {
            return new byte[0];
        }
    }
}
