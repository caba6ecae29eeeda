package community.doorstep.wechat;

import cn.binarywang.wx.miniapp.api.WxMaService;
import cn.binarywang.wx.miniapp.bean.security.WxMaMediaSecCheckCheckRequest;
import cn.binarywang.wx.miniapp.bean.security.WxMaMsgSecCheckCheckRequest;
import cn.binarywang.wx.miniapp.bean.security.WxMaMsgSecCheckCheckResponse;
import me.chanjar.weixin.common.error.WxErrorException;

/** The content checks (version 2) and the pictures of codes, through the SDK. */
final class ContentCalls {

    private static final String VERSION = "2";
    private static final int COMMENT = 2;
    private static final int PICTURE = 2;

    private ContentCalls() {}

    /** Errcode 0 says only that it was looked at: the suggestion counts. */
    static Verdict text(WxMaService service, String openId, String text) {
        WxMaMsgSecCheckCheckRequest request = WxMaMsgSecCheckCheckRequest.builder()
                .version(VERSION)
                .openid(openId)
                .scene(COMMENT)
                .content(text)
                .build();
        try {
            WxMaMsgSecCheckCheckResponse answer = service.getSecurityService().checkMessage(request);
            return Verdict.of(
                    answer.getResult() == null ? null : answer.getResult().getSuggest());
        } catch (WxErrorException answer) {
            throw refused("check text", answer);
        }
    }

    /** WeChat fetches the picture later; answers the number under which it tells what it saw. */
    static String photo(WxMaService service, String openId, String address) {
        WxMaMediaSecCheckCheckRequest request = WxMaMediaSecCheckCheckRequest.builder()
                .version(2)
                .openid(openId)
                .scene(COMMENT)
                .mediaType(PICTURE)
                .mediaUrl(address)
                .build();
        try {
            String trace = service.getSecurityService().mediaCheckAsync(request).getTraceId();
            if (trace == null || trace.isEmpty()) {
                throw new UnexpectedAnswer("no trace");
            }
            return trace;
        } catch (WxErrorException answer) {
            throw refused("check photo", answer);
        }
    }

    static byte[] code(WxMaService service, String scene, String page, String version) {
        try {
            return service.getQrcodeService()
                    .createWxaCodeUnlimitBytes(scene, page, false, version, 430, false, null, false);
        } catch (WxErrorException answer) {
            throw refused("code", answer);
        }
    }

    private static RuntimeException refused(String call, WxErrorException answer) {
        int code = Errcodes.counted(call, answer);
        return code == 45009 || code == 45011 ? WechatRefusals.busy() : new UnexpectedAnswer("errcode " + code);
    }
}
