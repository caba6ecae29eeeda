package community.doorstep.wechat;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.jspecify.annotations.Nullable;

/** A call that brought no answer we can use; the message names classes and codes only, nothing sensitive. */
final class CallFailed extends RuntimeException {

    private final boolean reached;
    private final boolean mayPass;

    private CallFailed(String why, boolean reached, boolean mayPass) {
        super(why, null, false, false);
        this.reached = reached;
        this.mayPass = mayPass;
    }

    static CallFailed late() {
        return new CallFailed("TimeoutException", true, false);
    }

    /** WeChat heard nothing of it. */
    static CallFailed notAsked(String why) {
        return new CallFailed(why, false, false);
    }

    /** With a code that only an operator can act on. */
    static CallFailed answered(String code) {
        return new CallFailed(code, true, false);
    }

    static CallFailed of(Exception failure) {
        List<String> names = new ArrayList<>();
        boolean reached = true;
        for (@Nullable Throwable cause = failure; cause != null && names.size() < 5; cause = cause.getCause()) {
            names.add(cause.getClass().getSimpleName());
            reached &= !isBeforeTheRequest(cause);
        }
        return new CallFailed(String.join(", caused by ", names), reached, true);
    }

    private static boolean isBeforeTheRequest(Throwable cause) {
        return cause instanceof ConnectException
                || cause instanceof UnknownHostException
                || cause instanceof NoRouteToHostException
                || cause instanceof ConnectTimeoutException
                || cause instanceof ConnectionRequestTimeoutException
                || cause instanceof SSLException;
    }

    /** Whether WeChat may have done what it was asked. */
    boolean reached() {
        return reached;
    }

    /** Whether the same call a moment later may well succeed. */
    boolean mayPass() {
        return mayPass;
    }
}
