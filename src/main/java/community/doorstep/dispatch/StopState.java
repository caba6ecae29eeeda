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
}
