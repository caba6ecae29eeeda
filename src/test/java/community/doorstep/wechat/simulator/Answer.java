package community.doorstep.wechat.simulator;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the simulator replies. */
record Answer(int status, String contentType, String body, Map<String, String> headers) {

    static Answer json(int status, Object content) {
        return new Answer(status, "application/json", Call.JSON.writeValueAsString(content), Map.of());
    }

    static Answer ok(Object content) {
        return json(200, content);
    }

    static Answer html(int status, String body) {
        return new Answer(status, "text/html; charset=utf-8", body, Map.of());
    }

    /** Bytes travel as Latin-1. */
    static Answer png(byte[] picture) {
        return new Answer(200, "image/png", new String(picture, StandardCharsets.ISO_8859_1), Map.of());
    }

    static Answer empty() {
        return new Answer(204, "", "", Map.of());
    }

    /** The mini program's errors come with HTTP 200. */
    static Answer errcode(int code, String message) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("errcode", code);
        content.put("errmsg", message);
        return ok(content);
    }

    /** Pay's errors come with a status of their own. */
    static Answer error(int status, String code, String message) {
        return json(status, Map.of("code", code, "message", message));
    }

    Answer with(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.putAll(more);
        return new Answer(status, contentType, body, all);
    }
}
