package community.doorstep.wechat.simulator;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * The mini program's side of WeChat.
 *
 * <p>Login codes: {@code dev-li} signs in openid-li as often as one likes; {@code li--7} signs in openid-li once; a
 * code that begins with unknown is not known. Phone codes: {@code dev-phone-13800000001} always, and
 * {@code phone-13800000001--7} once.
 */
public final class SimulatedMiniProgram {

    private static final Pattern WELL_FORMED = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Pattern PHONE = Pattern.compile("phone-(\\d+)(--[A-Za-z0-9_-]+)?");
    private static final int LONGEST_THING = 20;

    private final SimulatorKeys keys;
    private final Set<String> samplePrefixes = ConcurrentHashMap.newKeySet();
    private final Set<String> usedCodes = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> acceptances = new ConcurrentHashMap<>();
    private final List<JsonNode> messages = new CopyOnWriteArrayList<>();
    private final AtomicInteger tokensGiven = new AtomicInteger();
    private final AtomicInteger tokenRequests = new AtomicInteger();
    private volatile String token = "";

    SimulatedMiniProgram(SimulatorKeys keys) {
        this.keys = keys;
        samplePrefixes.add("dev-");
    }

    void answerOn(Routes routes) {
        routes.on("POST", "/cgi-bin/stable_token", this::stableToken)
                .on("GET", "/sns/jscode2session", withToken(this::login))
                .on("POST", "/wxa/business/getuserphonenumber", withToken(this::phoneNumber))
                .on("POST", "/cgi-bin/message/subscribe/send", withToken(this::subscribeMessage));
    }

    /** Codes with this prefix work any number of times. */
    public void knowsSample(String codePrefix) {
        samplePrefixes.add(codePrefix);
    }

    /** The access token given out so far stops working. */
    public void expireToken() {
        token = "";
    }

    public int tokensGiven() {
        return tokensGiven.get();
    }

    /** The person pressed "allow" for one message of this template. */
    public synchronized void accept(String openId, String templateId) {
        acceptances.merge(openId + " " + templateId, 1, Integer::sum);
    }

    /** The subscribe messages that arrived, oldest first. */
    public List<JsonNode> messages() {
        return List.copyOf(messages);
    }

    /** How often the token was asked for. */
    public int tokenRequests() {
        return tokenRequests.get();
    }

    public String token() {
        return token;
    }

    private Answer stableToken(Call call) {
        tokenRequests.incrementAndGet();
        JsonNode asked = call.json();
        if (!asked.path("appid").asString("").equals(SimulatorKeys.APP_ID)) {
            return Answer.errcode(40013, "invalid appid");
        }
        if (!asked.path("secret").asString("").equals(keys.appSecret())) {
            return Answer.errcode(40125, "invalid appsecret");
        }
        synchronized (this) {
            if (token.isEmpty() || asked.path("force_refresh").asBoolean(false)) {
                token = SimulatorKeys.random(32);
                tokensGiven.incrementAndGet();
            }
            return Answer.ok(Map.of("access_token", token, "expires_in", 7200));
        }
    }

    Function<Call, Answer> withToken(Function<Call, Answer> answers) {
        return call -> token.isEmpty() || !call.query("access_token").equals(token)
                ? Answer.errcode(40001, "invalid credential, access_token is invalid or not latest")
                : answers.apply(call);
    }

    private Answer login(Call call) {
        if (!call.query("appid").equals(SimulatorKeys.APP_ID)) {
            return Answer.errcode(40013, "invalid appid");
        }
        if (!call.query("secret").equals(keys.appSecret())) {
            return Answer.errcode(40125, "invalid appsecret");
        }
        String code = call.query("js_code");
        if (!WELL_FORMED.matcher(code).matches() || code.startsWith("unknown")) {
            return Answer.errcode(40029, "invalid code");
        }
        for (String prefix : samplePrefixes) {
            if (code.startsWith(prefix) && code.length() > prefix.length()) {
                return session(code.substring(prefix.length()));
            }
        }
        return usedCodes.add(code) ? session(code.split("--", 2)[0]) : Answer.errcode(40163, "code been used");
    }

    private static Answer session(String name) {
        Map<String, Object> session = new LinkedHashMap<>();
        session.put("openid", "openid-" + name);
        session.put(
                "session_key",
                Base64.getEncoder().encodeToString(SimulatorKeys.random(8).getBytes()));
        return Answer.ok(session);
    }

    private Answer phoneNumber(Call call) {
        String code = call.json().path("code").asString("");
        boolean sample = code.startsWith("dev-phone-");
        Matcher phone = PHONE.matcher(sample ? code.substring("dev-".length()) : code);
        if (!phone.matches() || (!sample && !usedCodes.add(code))) {
            return Answer.errcode(40029, "invalid code");
        }
        String number = phone.group(1);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("errcode", 0);
        answer.put("errmsg", "ok");
        answer.put("phone_info", Map.of("phoneNumber", number, "purePhoneNumber", number, "countryCode", "86"));
        return Answer.ok(answer);
    }

    private synchronized Answer subscribeMessage(Call call) {
        JsonNode message = call.json();
        Optional<String> tooLong = message.path("data").properties().stream()
                .filter(field -> field.getKey().startsWith("thing"))
                .filter(field -> tooLong(field.getValue().path("value").asString("")))
                .map(Map.Entry::getKey)
                .findFirst();
        if (tooLong.isPresent()) {
            return Answer.errcode(47003, "argument invalid! data." + tooLong.get() + ".value is too long");
        }
        String accepted = message.path("touser").asString("") + " "
                + message.path("template_id").asString("");
        if (acceptances.getOrDefault(accepted, 0) == 0) {
            return Answer.errcode(43101, "user refuse to accept the msg");
        }
        acceptances.merge(accepted, -1, Integer::sum);
        messages.add(message);
        return Answer.errcode(0, "ok");
    }

    private static boolean tooLong(String thing) {
        return thing.codePointCount(0, thing.length()) > LONGEST_THING;
    }
}
