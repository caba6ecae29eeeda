package community.doorstep.extras;

import community.doorstep.shared.Seal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Six digits that approve an offer, made from its id with the house's key: nothing to keep and nothing to leak. */
@Component
class OfferCodes {

    private static final int MANY = 1_000_000;

    private final Seal seal;

    OfferCodes(Seal seal) {
        this.seal = seal;
    }

    String of(UUID offer) {
        byte[] mac = seal.mac(offer.toString().getBytes(StandardCharsets.UTF_8), "offer-code");
        long number = ByteBuffer.wrap(mac, 1, Long.BYTES).getLong();
        return "%06d".formatted(Math.floorMod(number, MANY));
    }
}
