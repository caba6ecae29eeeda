package community.doorstep.media;

import community.doorstep.shared.Refusal;
import java.io.ByteArrayOutputStream;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;

/**
 * A file while it comes in. What is too large is read on and thrown away, for a while, so that whoever sends it hears the
 * answer. Refuses {@code body-too-large} (413).
 */
final class Upload {

    private static final long HEARD_OUT = 4L * Photos.MOST_BYTES;

    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private long length;

    Upload add(DataBuffer part) {
        try {
            length += part.readableByteCount();
            if (length > HEARD_OUT) {
                throw Refusal.tooLarge("body-too-large");
            }
            if (length <= Photos.MOST_BYTES) {
                byte[] bytes = new byte[part.readableByteCount()];
                part.read(bytes);
                kept.writeBytes(bytes);
            }
            return this;
        } finally {
            DataBufferUtils.release(part);
        }
    }

    byte[] bytes() {
        if (length > Photos.MOST_BYTES) {
            throw Refusal.tooLarge("body-too-large");
        }
        return kept.toByteArray();
    }
}
