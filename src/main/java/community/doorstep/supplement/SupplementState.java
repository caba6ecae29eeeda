package community.doorstep.supplement;

/** How far a supplement is; what is paid after it was withdrawn goes back. */
public enum SupplementState {
    OPEN,
    PAID,
    WITHDRAWN
}
