package community.doorstep.wechat;

import org.jspecify.annotations.Nullable;

/** What WeChat thinks of words or a picture that others will see. */
public enum Verdict {
    PASS,
    /** A person has to look. */
    REVIEW,
    RISKY;

    /** In WeChat's words; whatever is none of them wants a person's look. */
    public static Verdict of(@Nullable String suggest) {
        if ("pass".equals(suggest)) {
            return PASS;
        }
        return "risky".equals(suggest) ? RISKY : REVIEW;
    }
}
