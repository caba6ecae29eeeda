package community.doorstep.dispatch;

/** Where a stop of a run stands. */
enum StopState {
    OPEN,
    ARRIVED,
    DONE,
    FAILED;

    boolean canBecome(StopState next) {
        return switch (this) {
            case OPEN -> next == ARRIVED || next == FAILED;
            case ARRIVED -> next == DONE || next == FAILED;
            case DONE, FAILED -> false;
        };
    }

    /** That of the run when one of its stops becomes this. */
    HopKind hop() {
        return switch (this) {
            case OPEN -> throw new IllegalStateException("No stop becomes open");
            case ARRIVED -> HopKind.STOP_ARRIVED;
            case DONE -> HopKind.STOP_DONE;
            case FAILED -> HopKind.STOP_FAILED;
        };
    }
}
