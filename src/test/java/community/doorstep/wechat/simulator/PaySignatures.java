package community.doorstep.wechat.simulator;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Pay v3's signatures: checked on each request, put on each reply. */
final class PaySignatures {

    private static final String SCHEME = "WECHATPAY2-SHA256-RSA2048 ";
    private static final Pattern PART = Pattern.compile("(\\w+)=\"([^\"]*)\"");
    private static final long FIVE_MINUTES = 300;

    private final SimulatorKeys keys;
    private final Faults faults;

    PaySignatures(SimulatorKeys keys, Faults faults) {
        this.keys = keys;
        this.faults = faults;
    }

    Function<Call, Answer> around(Function<Call, Answer> answers) {
        return call -> {
            Answer answer =
                    fits(call) ? answers.apply(call) : Answer.error(401, "SIGN_ERROR", "the signature does not fit");
            return answer.with(headers(answer.body()));
        };
    }

    private boolean fits(Call call) {
        String authorization = call.header("Authorization");
        if (!authorization.startsWith(SCHEME)) {
            return false;
        }
        Map<String, String> parts = PART.matcher(authorization)
                .results()
                .collect(Collectors.toMap(found -> found.group(1), found -> found.group(2), (one, other) -> one));
        String timestamp = parts.getOrDefault("timestamp", "0");
        String signed = call.method() + "\n" + call.uri() + "\n" + timestamp + "\n" + parts.get("nonce_str") + "\n"
                + call.body() + "\n";
        return SimulatorKeys.MERCHANT_ID.equals(parts.get("mchid"))
                && keys.merchantSerial().equals(parts.get("serial_no"))
                && SimulatorKeys.PUBLIC_KEY_ID.equals(call.header("Wechatpay-Serial"))
                && Math.abs(Instant.now().getEpochSecond() - Long.parseLong(timestamp)) <= FIVE_MINUTES
                && keys.signedByMerchant(signed, parts.getOrDefault("signature", ""));
    }

    private Map<String, String> headers(String body) {
        String timestamp = String.valueOf(Instant.now().getEpochSecond());
        String nonce = SimulatorKeys.random(16);
        String text = timestamp + "\n" + nonce + "\n" + body + "\n";
        // The SDK looks these names up letter by letter.
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Wechatpay-Timestamp", timestamp);
        headers.put("Wechatpay-Nonce", nonce);
        headers.put("Wechatpay-Serial", SimulatorKeys.PUBLIC_KEY_ID);
        headers.put(
                "Wechatpay-Signature", faults.replySignaturesSpoilt() ? keys.forged(text) : keys.signedByWechat(text));
        headers.put("Request-ID", SimulatorKeys.random(8));
        return headers;
    }
}
