package community.doorstep.wechat.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** The merchant's and WeChat's keys, made at random; in a folder they outlive a restart. */
public final class SimulatorKeys {

    static final String APP_ID = "wx00d00r57e9000001";
    static final String MERCHANT_ID = "1900000001";
    static final String PUBLIC_KEY_ID = "PUB_KEY_ID_0119000000012026010100000000000001";

    /** Half of WeChat's: as safe as a simulator must be, and a seventh of the time of each of thousands of signatures. */
    private static final int BITS = 1024;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final KeyPair merchant;
    private final KeyPair platform;
    private final Map<String, String> secrets;

    private SimulatorKeys(Properties kept) {
        this.merchant = pair(kept.getProperty("merchant-private"), kept.getProperty("merchant-public"));
        this.platform = pair(kept.getProperty("platform-private"), kept.getProperty("platform-public"));
        this.secrets = new LinkedHashMap<>();
        for (String name : new String[] {"app-secret", "api-v3-key", "merchant-serial"}) {
            secrets.put(name, kept.getProperty(name));
        }
    }

    /** Made once for all simulators of this JVM: a cold one needs seconds for it. */
    static SimulatorKeys ofThisRun() {
        return OfThisRun.KEYS;
    }

    private static final class OfThisRun {
        private static final SimulatorKeys KEYS = new SimulatorKeys(made());
    }

    static SimulatorKeys in(Path folder) {
        Path file = folder.resolve("wechat-simulator.properties");
        try {
            Properties kept = new Properties();
            if (Files.exists(file)) {
                try (var in = Files.newBufferedReader(file)) {
                    kept.load(in);
                }
            } else {
                kept = made();
                Files.createDirectories(folder);
                try (var out = Files.newBufferedWriter(file)) {
                    kept.store(out, "Keys of the WeChat simulator, worth nothing elsewhere");
                }
            }
            return new SimulatorKeys(kept);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Properties made() {
        Properties made = new Properties();
        Map<String, KeyPair> pairs = Stream.of("merchant", "platform")
                .parallel()
                .collect(Collectors.toConcurrentMap(Function.identity(), owner -> rsa()));
        for (String owner : pairs.keySet()) {
            KeyPair pair = pairs.get(owner);
            made.setProperty(owner + "-private", base64(pair.getPrivate().getEncoded()));
            made.setProperty(owner + "-public", base64(pair.getPublic().getEncoded()));
        }
        made.setProperty("app-secret", random(16));
        made.setProperty("api-v3-key", random(16));
        made.setProperty("merchant-serial", random(20).toUpperCase(Locale.ROOT));
        return made;
    }

    /** The settings of the app that fit these keys, but for the addresses. */
    Map<String, String> properties() {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("doorstep.wechat.app-id", APP_ID);
        properties.put("doorstep.wechat.app-secret", appSecret());
        properties.put("doorstep.wechat.pay.merchant-id", MERCHANT_ID);
        properties.put("doorstep.wechat.pay.merchant-serial", merchantSerial());
        properties.put(
                "doorstep.wechat.pay.merchant-private-key",
                pem("PRIVATE KEY", merchant.getPrivate().getEncoded()));
        properties.put("doorstep.wechat.pay.api-v3-key", secrets.get("api-v3-key"));
        properties.put("doorstep.wechat.pay.public-key-id", PUBLIC_KEY_ID);
        properties.put(
                "doorstep.wechat.pay.public-key",
                pem("PUBLIC KEY", platform.getPublic().getEncoded()));
        return properties;
    }

    public String appSecret() {
        return secrets.get("app-secret");
    }

    String merchantSerial() {
        return secrets.get("merchant-serial");
    }

    /** Whether the merchant, that is the app, signed this text. */
    public boolean signedByMerchant(String text, String signature) {
        try {
            Signature check = Signature.getInstance("SHA256withRSA");
            check.initVerify(merchant.getPublic());
            check.update(text.getBytes(StandardCharsets.UTF_8));
            return check.verify(Base64.getDecoder().decode(signature));
        } catch (GeneralSecurityException | IllegalArgumentException notASignature) {
            return false;
        }
    }

    String signedByWechat(String text) {
        return signed(platform.getPrivate(), text);
    }

    /** By a key that is not WeChat's. */
    String forged(String text) {
        return signed(merchant.getPrivate(), text);
    }

    /** AES-256-GCM under the API v3 key, as WeChat encrypts what a callback tells. */
    String encrypted(String plain, String nonce, String associated) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            byte[] key = secrets.get("api-v3-key").getBytes(StandardCharsets.UTF_8);
            cipher.init(
                    Cipher.ENCRYPT_MODE,
                    new SecretKeySpec(key, "AES"),
                    new GCMParameterSpec(128, nonce.getBytes(StandardCharsets.UTF_8)));
            cipher.updateAAD(associated.getBytes(StandardCharsets.UTF_8));
            return base64(cipher.doFinal(plain.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException(broken);
        }
    }

    static String random(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    private static String signed(PrivateKey key, String text) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return base64(signature.sign());
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static KeyPair rsa() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static KeyPair pair(String privateKey, String publicKey) {
        try {
            KeyFactory rsa = KeyFactory.getInstance("RSA");
            PublicKey open = rsa.generatePublic(
                    new X509EncodedKeySpec(Base64.getDecoder().decode(publicKey)));
            PrivateKey secret = rsa.generatePrivate(
                    new PKCS8EncodedKeySpec(Base64.getDecoder().decode(privateKey)));
            return new KeyPair(open, secret);
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static String pem(String kind, byte[] content) {
        return "-----BEGIN " + kind + "-----\n" + Base64.getMimeEncoder().encodeToString(content) + "\n-----END " + kind
                + "-----\n";
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
