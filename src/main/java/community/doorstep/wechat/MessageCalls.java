package community.doorstep.wechat;

import cn.binarywang.wx.miniapp.api.WxMaService;
import cn.binarywang.wx.miniapp.bean.WxMaSubscribeMessage;
import me.chanjar.weixin.common.error.WxErrorException;

/** Subscribe messages through the SDK. */
final class MessageCalls {

    private MessageCalls() {}

    static MessageAnswer send(WxMaService service, SubscribeMessage message) {
        try {
            service.getSubscribeService().sendSubscribeMsg(inTheirWords(message));
            return MessageAnswer.SENT;
        } catch (WxErrorException answer) {
            return Errcodes.toMessage(Errcodes.counted("message", answer));
        }
    }

    private static WxMaSubscribeMessage inTheirWords(SubscribeMessage message) {
        WxMaSubscribeMessage theirs = WxMaSubscribeMessage.builder()
                .toUser(message.openId())
                .templateId(message.templateId())
                .page(message.page())
                .build();
        message.fields().forEach((name, value) -> theirs.addData(new WxMaSubscribeMessage.MsgData(name, value)));
        return theirs;
    }
}
