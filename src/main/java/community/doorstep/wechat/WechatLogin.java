package community.doorstep.wechat;

import org.jspecify.annotations.Nullable;

/**
 * Who a login code belongs to.
 *
 * @param unionId the same person across all apps of one WeChat account, if the mini program is bound to one
 * @param sessionKey secret: never leaves the server, changes at each login
 */
public record WechatLogin(String openId, @Nullable String unionId, String sessionKey) {

    @Override
    public String toString() {
        return "WechatLogin[hidden]";
    }
}
