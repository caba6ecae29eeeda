package community.doorstep.wechat.simulator;

import java.util.Map;

/** A callback as it goes over the wire. */
public record Callback(Map<String, String> headers, byte[] body) {

    /** How true a callback is; only PLAIN may be believed. */
    public enum Manner {
        PLAIN,
        /** Signed by a key that is not WeChat's. */
        FORGED,
        /** Genuine ten minutes ago. */
        STALE,
        /** WeChat's own probe with a wrong signature. */
        SIGNTEST,
        /** Never sent. */
        DROPPED
    }
}
