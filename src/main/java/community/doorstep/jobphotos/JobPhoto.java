package community.doorstep.jobphotos;

import community.doorstep.media.PhotoId;
import java.time.Instant;

/** A picture of what was done, and when it came in. */
record JobPhoto(PhotoId id, Instant at) {}
