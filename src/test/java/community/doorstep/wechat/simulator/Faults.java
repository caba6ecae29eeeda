package community.doorstep.wechat.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What WeChat is told to do wrong. */
public final class Faults {

    private static final Map<String, Integer> STATUS = Map.of(
            "SYSTEM_ERROR", 500,
            "FREQUENCY_LIMITED", 429,
            "ORDER_NOT_EXIST", 404,
            "RESOURCE_NOT_EXISTS", 404,
            "SIGN_ERROR", 401,
            "NOT_ENOUGH", 403,
            "NO_AUTH", 403,
            "OUT_TRADE_NO_USED", 403);

    private final List<Planned> planned = new ArrayList<>();
    private volatile Duration repliesDelay = Duration.ZERO;
    private volatile Duration callbacksDelay = Duration.ZERO;
    private volatile boolean unsigned;

    private static final class Planned {
        private final String path;
        private final String code;
        private int times;

        private Planned(String path, String code, int times) {
            this.path = path;
            this.code = code;
            this.times = times;
        }
    }

    /**
     * Answers the next calls whose path begins so with an error.
     *
     * @param code an errcode such as 45011 or -1, a code of Pay such as SYSTEM_ERROR, or http-502 for a bare page
     */
    public synchronized void failNext(String path, String code, int times) {
        planned.add(new Planned(path, code, times));
    }

    public void failNext(String path, String code) {
        failNext(path, code, 1);
    }

    public void delayReplies(Duration by) {
        repliesDelay = by;
    }

    public void delayCallbacks(Duration by) {
        callbacksDelay = by;
    }

    /** Pay's replies get signatures that do not fit. */
    public void spoilReplySignatures(boolean spoilt) {
        unsigned = spoilt;
    }

    /** As if nothing had been told. */
    public synchronized void forget() {
        planned.clear();
        repliesDelay = Duration.ZERO;
        callbacksDelay = Duration.ZERO;
        unsigned = false;
    }

    Duration repliesDelay() {
        return repliesDelay;
    }

    Duration callbacksDelay() {
        return callbacksDelay;
    }

    boolean replySignaturesSpoilt() {
        return unsigned;
    }

    synchronized Optional<Answer> insteadOf(Call call) {
        for (Iterator<Planned> each = planned.iterator(); each.hasNext(); ) {
            Planned plan = each.next();
            if (call.path().startsWith(plan.path)) {
                if (--plan.times <= 0) {
                    each.remove();
                }
                return Optional.of(error(plan.code));
            }
        }
        return Optional.empty();
    }

    private static Answer error(String code) {
        if (code.matches("-?\\d+")) {
            return Answer.errcode(Integer.parseInt(code), "told to fail");
        }
        if (code.startsWith("http-")) {
            return Answer.html(Integer.parseInt(code.substring(5)), "<html><body>told to fail</body></html>");
        }
        return Answer.error(STATUS.getOrDefault(code, 400), code, "told to fail");
    }
}
