package community.doorstep.wechat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signatures and encryption of WeChat's event push: SHA1 over the sorted parts; AES-256-CBC over 16 random bytes, the
 * length, the message and the app's id. The SDK's own does not look at the app's id.
 */
final class PushCrypt {

    private static final int RANDOM = 16;
    private static final int BLOCK = 32;

    private final String token;
    private final byte[] key;
    private final byte[] appId;

    /** @param aesKey 43 characters, as the mini program's console gives it */
    PushCrypt(String token, String aesKey, String appId) {
        this.token = token;
        this.key = Base64.getDecoder().decode(aesKey + "=");
        this.appId = appId.getBytes(StandardCharsets.UTF_8);
    }

    boolean isSigned(String signature, String... parts) {
        return MessageDigest.isEqual(bytes(signature(parts)), bytes(signature));
    }

    String signature(String... parts) {
        List<String> sorted = new ArrayList<>(List.of(parts));
        sorted.add(token);
        sorted.sort(null);
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1").digest(bytes(String.join("", sorted)));
            return HexFormat.of().formatHex(hash);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Refuses {@code callback-invalid} (401) when it was not written for this app with this key. */
    String opened(String encrypted) {
        try {
            byte[] padded =
                    cipher(Cipher.DECRYPT_MODE).doFinal(Base64.getDecoder().decode(encrypted));
            byte[] plain = Arrays.copyOf(padded, padded.length - padding(padded));
            int length = ByteBuffer.wrap(plain, RANDOM, 4).getInt();
            int end = RANDOM + 4 + length;
            if (length < 0 || !Arrays.equals(Arrays.copyOfRange(plain, end, plain.length), appId)) {
                throw WechatRefusals.callbackInvalid();
            }
            return new String(plain, RANDOM + 4, length, StandardCharsets.UTF_8);
        } catch (GeneralSecurityException | IllegalArgumentException | IndexOutOfBoundsException altered) {
            throw WechatRefusals.callbackInvalid();
        }
    }

    private static int padding(byte[] padded) {
        int pad = padded.length == 0 ? 0 : padded[padded.length - 1];
        if (pad < 1 || pad > BLOCK || pad > padded.length) {
            throw new IllegalArgumentException("padding");
        }
        return pad;
    }

    private Cipher cipher(int mode) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new IvParameterSpec(key, 0, 16));
        return cipher;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
