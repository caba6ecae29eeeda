package community.doorstep.passes;

import community.doorstep.shared.Signer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The text of a QR code, and back. */
@Component
class PassSigning {

    private static final String PURPOSE = "pass";

    private final Signer signer;

    PassSigning(Signer signer) {
        this.signer = signer;
    }

    String text(QrPayload payload) {
        return signer.signed(PURPOSE, payload.bytes());
    }

    /** Null for what we did not sign. */
    @Nullable
    QrPayload payload(String text) {
        byte[] payload = signer.payload(PURPOSE, text);
        return payload == null ? null : QrPayload.of(payload);
    }

    List<Signer.PublicKey> keys() {
        return signer.publicKeys();
    }
}
