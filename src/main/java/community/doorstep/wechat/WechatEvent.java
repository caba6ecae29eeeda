package community.doorstep.wechat;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Something that WeChat told the mini program.
 *
 * @param id the same when it is told again
 * @param kind e.g. wxa_media_check
 * @param openId whom it is about
 * @param content all of it, as WeChat wrote it
 */
public record WechatEvent(String id, String kind, @Nullable String openId, JsonNode content) {

    @Override
    public String toString() {
        return "WechatEvent[" + kind + "]";
    }
}
