package community.doorstep.wechat.simulator;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** The event push: encrypted and signed as in WeChat's safe mode, with JSON. */
public final class SimulatedEvents {

    public static final String TOKEN = "push-token";
    public static final String AES_KEY = "cHVzaGVkLWV2ZW50cy1hcmUtZW5jcnlwdGVkLWhlcmU";
    private static final String PATH = "/wechat/events";
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Clock clock;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private volatile URI app = URI.create("http://127.0.0.1:8080");

    SimulatedEvents(Clock clock) {
        this.clock = clock;
    }

    static Map<String, String> properties() {
        return Map.of("doorstep.wechat.push.token", TOKEN, "doorstep.wechat.push.aes-key", AES_KEY);
    }

    public void deliverTo(String baseUrl) {
        app = URI.create(baseUrl);
    }

    /** The address at the app that we know, whatever host it names. */
    URI target(String address) {
        return app.resolve(URI.create(address).getRawPath());
    }

    /** An event's beginning. */
    public Map<String, Object> about(String openId, String kind) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("ToUserName", "gh_doorstep");
        event.put("FromUserName", openId);
        event.put("CreateTime", clock.instant().getEpochSecond());
        event.put("MsgType", "event");
        event.put("Event", kind);
        return event;
    }

    /** Tells it; answers the app's status, 0 when it cannot be reached. */
    public int send(Map<String, Object> event) {
        String encrypted = encrypted(Call.JSON.writeValueAsString(event), SimulatorKeys.APP_ID);
        return post(encrypted, clock.instant().getEpochSecond(), "");
    }

    /** With another app's id, an old time, or a signature that does not fit. */
    public int sendForged(Map<String, Object> event, String appId, Duration age, String spoilt) {
        String encrypted = encrypted(Call.JSON.writeValueAsString(event), appId);
        return post(encrypted, clock.instant().minus(age).getEpochSecond(), spoilt);
    }

    /** As the console does when the address is entered; answers what the app said. */
    public String verify(String echo, String spoilt) {
        String time = String.valueOf(clock.instant().getEpochSecond());
        String query =
                "?signature=" + spoilt + sha1(TOKEN, time, "n1") + "&timestamp=" + time + "&nonce=n1&echostr=" + echo;
        try {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(app.resolve(PATH + query))
                            .timeout(PATIENCE)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() + " " + answer.body();
        } catch (IOException unreachable) {
            return "0 ";
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return "0 ";
        }
    }

    void later(Runnable telling) {
        CompletableFuture.delayedExecutor(500, TimeUnit.MILLISECONDS).execute(telling);
    }

    private int post(String encrypted, long time, String spoilt) {
        String nonce = SimulatorKeys.random(6);
        String signature = spoilt + sha1(TOKEN, String.valueOf(time), nonce, encrypted);
        String query = "?encrypt_type=aes&msg_signature=" + signature + "&timestamp=" + time + "&nonce=" + nonce;
        String body = Call.JSON.writeValueAsString(Map.of("ToUserName", "gh_doorstep", "Encrypt", encrypted));
        HttpRequest request = HttpRequest.newBuilder(app.resolve(PATH + query))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException unreachable) {
            return 0;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    private static String sha1(String... parts) {
        String[] sorted = parts.clone();
        Arrays.sort(sorted);
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-1")
                            .digest(String.join("", sorted).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String encrypted(String plain, String appId) {
        byte[] message = plain.getBytes(StandardCharsets.UTF_8);
        byte[] id = appId.getBytes(StandardCharsets.UTF_8);
        int length = 16 + 4 + message.length + id.length;
        int pad = 32 - length % 32;
        byte[] filling = new byte[pad];
        Arrays.fill(filling, (byte) pad);
        byte[] padded = ByteBuffer.allocate(length + pad)
                .put(SimulatorKeys.random(8).getBytes(StandardCharsets.UTF_8), 0, 16)
                .putInt(message.length)
                .put(message)
                .put(id)
                .put(filling)
                .array();
        byte[] key = Base64.getDecoder().decode(AES_KEY + "=");
        try {
            Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(key, 0, 16));
            return Base64.getEncoder().encodeToString(cipher.doFinal(padded));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
