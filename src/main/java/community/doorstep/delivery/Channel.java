package community.doorstep.delivery;

/** A way to a person outside the inbox. */
public enum Channel {
    /** WeChat's subscribe message; needs an account and an acceptance. */
    MESSAGE,
    SMS,
    /** A voice call that reads the words out. */
    CALL
}
