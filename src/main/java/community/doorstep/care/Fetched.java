package community.doorstep.care;

/** By whom a child was fetched. */
public enum Fetched {
    GUARDIAN,
    /** Somebody whom its guardians have listed. */
    LISTED,
    /** Somebody with a one-time pass. */
    PASS,
    /** By nobody: its guardians let it go home alone. */
    ALONE
}
