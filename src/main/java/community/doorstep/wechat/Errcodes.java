package community.doorstep.wechat;

import io.micrometer.core.instrument.Metrics;
import me.chanjar.weixin.common.error.WxErrorException;

/** The mini program's error codes: counted by call, and what they mean to a subscribe message. */
final class Errcodes {

    private Errcodes() {}

    static int counted(String call, WxErrorException answer) {
        int code = answer.getError().getErrorCode();
        Metrics.counter("doorstep.wechat.errcodes", "call", call, "code", String.valueOf(code))
                .increment();
        return code;
    }

    static MessageAnswer toMessage(int code) {
        return switch (code) {
            case 0 -> MessageAnswer.SENT;
            case 43101 -> MessageAnswer.NOT_ACCEPTED;
            case 47003 -> MessageAnswer.MALFORMED;
            // Busy, throttled, or our own token, secret or address not right: WeChat did nothing, later it may.
            case -1, 40001, 40013, 40014, 40125, 40164, 42001, 45009, 45011 -> MessageAnswer.NOT_SENT;
            default -> MessageAnswer.REFUSED;
        };
    }
}
