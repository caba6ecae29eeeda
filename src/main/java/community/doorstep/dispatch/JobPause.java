package community.doorstep.dispatch;

import java.time.Instant;

/** Why a job goes on later, and when. */
record JobPause(PauseReason reason, Instant until) {}
