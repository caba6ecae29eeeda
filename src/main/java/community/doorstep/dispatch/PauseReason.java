package community.doorstep.dispatch;

/** Why a job goes on later. */
public enum PauseReason {
    PARTS,
    SECOND_VISIT,
    NOBODY_HOME
}
