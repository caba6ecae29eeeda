package community.doorstep.wechat.simulator;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;

/**
 * The content checks. Words with 赌博 are risky, with 加微信 doubtful. A photo is fetched at once; what was seen in it is
 * told as an event, by {@link #tell}, or at once and always pass.
 */
public final class SimulatedChecks {

    /** A photo that WeChat was asked to look at, and the HTTP status with which it got it. */
    public record Looked(String traceId, String openId, String address, int status, int bytes) {}

    private final SimulatedEvents events;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final List<Looked> looked = new CopyOnWriteArrayList<>();
    private final List<String> texts = new CopyOnWriteArrayList<>();
    private volatile boolean tellsAtOnce;

    SimulatedChecks(SimulatedEvents events) {
        this.events = events;
    }

    void answerOn(Routes routes, SimulatedMiniProgram miniProgram) {
        routes.on("POST", "/wxa/msg_sec_check", miniProgram.withToken(this::text))
                .on("POST", "/wxa/media_check_async", miniProgram.withToken(this::photo));
    }

    /** As in the embedded run: what was seen is told without being asked. */
    public void tellsAtOnce() {
        tellsAtOnce = true;
    }

    public List<Looked> looked() {
        return List.copyOf(looked);
    }

    public List<String> texts() {
        return List.copyOf(texts);
    }

    private Answer text(Call call) {
        JsonNode asked = call.json();
        String content = asked.path("content").asString("");
        if (asked.path("version").asInt(0) != 2
                || asked.path("openid").asString("").isEmpty()) {
            return Answer.errcode(40129, "invalid scene or version");
        }
        if (content.isEmpty() || content.codePointCount(0, content.length()) > 2500) {
            return Answer.errcode(40003, "content size out of limit");
        }
        texts.add(content);
        String suggest = content.contains("赌博") ? "risky" : content.contains("加微信") ? "review" : "pass";
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("errcode", 0);
        answer.put("errmsg", "ok");
        answer.put("result", Map.of("suggest", suggest, "label", suggest.equals("pass") ? 100 : 20006));
        answer.put("trace_id", SimulatorKeys.random(8));
        return Answer.ok(answer);
    }

    private Answer photo(Call call) {
        JsonNode asked = call.json();
        if (asked.path("media_type").asInt(0) != 2 || asked.path("version").asInt(0) != 2) {
            return Answer.errcode(40129, "invalid media type or version");
        }
        String trace = "trace-" + SimulatorKeys.random(8);
        String address = asked.path("media_url").asString("");
        looked.add(fetched(trace, asked.path("openid").asString(""), address));
        if (tellsAtOnce) {
            events.later(() -> tell(trace, "pass"));
        }
        return Answer.ok(Map.of("errcode", 0, "errmsg", "ok", "trace_id", trace));
    }

    private Looked fetched(String trace, String openId, String address) {
        try {
            HttpResponse<byte[]> picture = http.send(
                    HttpRequest.newBuilder(events.target(address))
                            .timeout(Duration.ofSeconds(5))
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            return new Looked(trace, openId, address, picture.statusCode(), picture.body().length);
        } catch (IOException unreachable) {
            return new Looked(trace, openId, address, 0, 0);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new Looked(trace, openId, address, 0, 0);
        }
    }

    /** Tells what was seen; answers the app's status. */
    public int tell(String traceId, String suggest) {
        return events.send(event(traceId, suggest));
    }

    public Map<String, Object> event(String traceId, String suggest) {
        Map<String, Object> event = events.about("openid-anyone", "wxa_media_check");
        event.put("appid", SimulatorKeys.APP_ID);
        event.put("trace_id", traceId);
        event.put("version", 2);
        event.put("result", Map.of("suggest", suggest, "label", suggest.equals("pass") ? 100 : 20002));
        return event;
    }
}
