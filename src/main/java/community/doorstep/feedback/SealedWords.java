package community.doorstep.feedback;

import community.doorstep.shared.Seal;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Seals what people write: it may name anybody. */
@Component
class SealedWords {

    private final Seal seal;

    SealedWords(Seal seal) {
        this.seal = seal;
    }

    byte @Nullable [] sealed(@Nullable String words, String what, UUID id) {
        String said = words == null ? "" : words.strip();
        return said.isEmpty() ? null : seal.seal(said.getBytes(StandardCharsets.UTF_8), what + "/" + id);
    }

    String opened(byte @Nullable [] sealed, String what, UUID id) {
        return sealed == null ? "" : new String(seal.open(sealed, what + "/" + id), StandardCharsets.UTF_8);
    }
}
