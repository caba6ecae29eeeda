package community.doorstep.shared;

import com.google.crypto.tink.subtle.Ed25519Sign;
import com.google.crypto.tink.subtle.Ed25519Verify;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Signs what others check with the public key alone, where nothing of ours can be asked (Ed25519, Tink). A token reads
 * {@code purpose.key.payload.signature}; the signature is over all before its point. Keys are derived from {@code
 * doorstep.keys}: the newest signs, all are accepted.
 */
@Component
public class Signer {

    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private record Key(byte number, byte[] publicKey, Ed25519Sign sign, Ed25519Verify verify) {}

    /** @param key 32 bytes */
    public record PublicKey(int number, byte[] key) {}

    private final List<Key> keys = new ArrayList<>();

    Signer(KeySettings settings) throws GeneralSecurityException {
        for (KeySettings.Master master : settings.masters()) {
            Ed25519Sign.KeyPair pair = Ed25519Sign.KeyPair.newKeyPairFromSeed(master.derive("sign"));
            keys.add(new Key(
                    master.number(),
                    pair.getPublicKey(),
                    new Ed25519Sign(pair.getPrivateKey()),
                    new Ed25519Verify(pair.getPublicKey())));
        }
    }

    public List<PublicKey> publicKeys() {
        return keys.stream()
                .map(key -> new PublicKey(key.number(), key.publicKey()))
                .toList();
    }

    /** @param purpose a word without a point */
    public String signed(String purpose, byte[] payload) {
        Key key = keys.get(0);
        String said = purpose + "." + key.number() + "." + ENCODER.encodeToString(payload);
        try {
            byte[] signature = key.sign().sign(said.getBytes(StandardCharsets.US_ASCII));
            return said + "." + ENCODER.encodeToString(signature);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Signing failed", impossible);
        }
    }

    /** The payload of a token that one of our keys signed for this purpose; null for anything else. */
    public byte @Nullable [] payload(String purpose, String token) {
        String[] parts = token.split("\\.", -1);
        if (parts.length != 4 || !parts[0].equals(purpose)) {
            return null;
        }
        for (Key key : keys) {
            if (parts[1].equals(String.valueOf(key.number()))) {
                return payload(key, token, parts);
            }
        }
        return null;
    }

    private static byte @Nullable [] payload(Key key, String token, String[] parts) {
        try {
            byte[] said = token.substring(0, token.lastIndexOf('.')).getBytes(StandardCharsets.US_ASCII);
            key.verify().verify(Base64.getUrlDecoder().decode(parts[3]), said);
            return Base64.getUrlDecoder().decode(parts[2]);
        } catch (GeneralSecurityException | IllegalArgumentException notOurs) {
            return null;
        }
    }
}
