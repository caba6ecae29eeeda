package community.doorstep.wechat;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message to somebody who accepted one of this template.
 *
 * @param page that opens when it is tapped
 * @param fields the template's places with what stands there, as WeChat takes it
 */
public record SubscribeMessage(
        String openId, String templateId, @Nullable String page, Map<String, String> fields) {

    @Override
    public String toString() {
        return "SubscribeMessage[" + templateId + "]";
    }
}
