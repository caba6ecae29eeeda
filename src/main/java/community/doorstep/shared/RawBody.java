package community.doorstep.shared;

import java.io.ByteArrayOutputStream;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.server.reactive.ServerHttpRequest;
import reactor.core.publisher.Mono;

/**
 * A request's body as it came, for signatures are over its bytes. What is too large is read on and thrown away, for a
 * while, so that whoever sends it hears the answer. Refuses {@code body-too-large} (413).
 */
public final class RawBody {

    private static final int HEARD_OUT = 16;

    private final int most;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private long length;

    private RawBody(int most) {
        this.most = most;
    }

    /** Empty when there is none; at most so many bytes. */
    public static Mono<byte[]> of(ServerHttpRequest request, int most) {
        return request.getBody()
                .reduceWith(() -> new RawBody(most), RawBody::add)
                .map(RawBody::bytes);
    }

    private RawBody add(DataBuffer part) {
        try {
            length += part.readableByteCount();
            if (length > (long) HEARD_OUT * most) {
                throw Refusal.tooLarge("body-too-large");
            }
            if (length <= most) {
                byte[] bytes = new byte[part.readableByteCount()];
                part.read(bytes);
                kept.writeBytes(bytes);
            }
            return this;
        } finally {
            DataBufferUtils.release(part);
        }
    }

    private byte[] bytes() {
        if (length > most) {
            throw Refusal.tooLarge("body-too-large");
        }
        return kept.toByteArray();
    }
}
