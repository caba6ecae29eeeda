package community.doorstep.notice;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A claim to a benefit.
 *
 * @param lastDay on which it holds; null when it does not end, or does not hold
 */
record EvidenceFacts(String kind, @Nullable LocalDate lastDay) {}
