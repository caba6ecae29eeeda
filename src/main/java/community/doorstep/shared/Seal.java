package community.doorstep.shared;

import com.google.crypto.tink.subtle.AesGcmJce;
import com.google.crypto.tink.subtle.PrfHmacJce;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * Seals what must not lie in the clear (AES-256-GCM, Tink), makes keyed hashes to find it by, and signs what clients
 * carry. Keys come from
 * {@code doorstep.keys}, newest first; the first seals, all open, so that a key can be replaced while running.
 */
@Component
@EnableConfigurationProperties(KeySettings.class)
public class Seal {

    private static final int INDEX_BYTES = 32;

    private static final int MAC_BYTES = 16;

    private record Key(byte id, AesGcmJce cipher, PrfHmacJce index, PrfHmacJce mac) {}

    private final List<Key> keys = new ArrayList<>();

    Seal(KeySettings settings) throws GeneralSecurityException {
        for (KeySettings.Master master : settings.masters()) {
            keys.add(new Key(
                    master.number(), new AesGcmJce(master.derive("seal")), hmac(master, "index"), hmac(master, "mac")));
        }
    }

    private static PrfHmacJce hmac(KeySettings.Master master, String purpose) throws GeneralSecurityException {
        return new PrfHmacJce("HMACSHA256", new SecretKeySpec(master.derive(purpose), "HMAC"));
    }

    /** Seals under the newest key; it opens only with the same context (the table and id that it belongs to). */
    public byte[] seal(byte[] plain, String context) {
        Key key = keys.get(0);
        try {
            byte[] sealed = key.cipher().encrypt(plain, context.getBytes(StandardCharsets.UTF_8));
            byte[] marked = new byte[sealed.length + 1];
            marked[0] = key.id();
            System.arraycopy(sealed, 0, marked, 1, sealed.length);
            return marked;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Sealing failed", impossible);
        }
    }

    public byte[] open(byte[] sealed, String context) {
        for (Key key : keys) {
            if (key.id() == sealed[0]) {
                try {
                    byte[] rest = java.util.Arrays.copyOfRange(sealed, 1, sealed.length);
                    return key.cipher().decrypt(rest, context.getBytes(StandardCharsets.UTF_8));
                } catch (GeneralSecurityException altered) {
                    throw new IllegalStateException("A sealed value does not open: " + context, altered);
                }
            }
        }
        throw new IllegalStateException(
                "The key " + sealed[0] + " that sealed " + context + " is not in doorstep.keys");
    }

    /** A keyed hash under the newest key, to store beside a sealed value and find it by. */
    public String index(String value, String purpose) {
        return index(keys.get(0), value, purpose);
    }

    /** The hashes under every key, for looking up what an older key may have written. */
    public String[] indexes(String value, String purpose) {
        return keys.stream().map(key -> index(key, value, purpose)).toArray(String[]::new);
    }

    /** Signs the message under the newest key: the key's number and 16 bytes. */
    public byte[] mac(byte[] message, String purpose) {
        return mac(keys.get(0), message, purpose);
    }

    /** Whether any of the keys signed this message, for this purpose. */
    public boolean isMac(byte[] mac, byte[] message, String purpose) {
        for (Key key : keys) {
            if (mac.length > 0 && key.id() == mac[0]) {
                return MessageDigest.isEqual(mac, mac(key, message, purpose));
            }
        }
        return false;
    }

    private static byte[] mac(Key key, byte[] message, String purpose) {
        byte[] name = purpose.getBytes(StandardCharsets.UTF_8);
        byte[] signed = ByteBuffer.allocate(name.length + 1 + message.length)
                .put(name)
                .put((byte) 0)
                .put(message)
                .array();
        try {
            byte[] hash = key.mac().compute(signed, MAC_BYTES);
            return ByteBuffer.allocate(MAC_BYTES + 1).put(key.id()).put(hash).array();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Signing failed", impossible);
        }
    }

    private static String index(Key key, String value, String purpose) {
        try {
            byte[] hash = key.index().compute((purpose + '\0' + value).getBytes(StandardCharsets.UTF_8), INDEX_BYTES);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Hashing failed", impossible);
        }
    }
}
