package community.doorstep.wechat.simulator;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;

/** The gateway that sends short messages and calls people: takes each id once, checks who sends. */
public final class SimulatedTelephone {

    static final String PATH = "/gateway/telephone";

    private static final String SECRET = "telephone-secret";

    /** @param way SMS or CALL */
    public record Said(String id, String way, String number, String text) {}

    private final Map<String, Said> said = new LinkedHashMap<>();
    private final Set<String> unknown = ConcurrentHashMap.newKeySet();

    void answerOn(Routes routes) {
        routes.on("POST", PATH, this::take);
    }

    static Map<String, String> properties(String url) {
        return Map.of("doorstep.telephone.url", url + PATH, "doorstep.telephone.secret", SECRET);
    }

    /** What was sent and said, oldest first. */
    public synchronized List<Said> said() {
        return List.copyOf(said.values());
    }

    public List<Said> to(String number) {
        return said().stream().filter(one -> one.number().equals(number)).toList();
    }

    /** Nobody has this number. */
    public void knowsNot(String number) {
        unknown.add(number);
    }

    private synchronized Answer take(Call call) {
        String signed = call.header("X-Doorstep-Timestamp") + "\n" + call.body();
        if (!MessageDigest.isEqual(bytes(hmac(signed)), bytes(call.header("X-Doorstep-Signature")))) {
            return Answer.error(401, "SIGN_ERROR", "signature");
        }
        JsonNode message = call.json();
        String number = message.path("number").asString("");
        if (unknown.contains(number) || !number.matches("\\+?\\d{5,20}")) {
            return Answer.error(422, "NO_SUCH_NUMBER", number);
        }
        Said one = new Said(
                message.path("id").asString(""),
                message.path("way").asString(""),
                number,
                message.path("text").asString(""));
        said.putIfAbsent(one.id(), one);
        return Answer.empty();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String hmac(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(bytes(SECRET), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(bytes(text)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
