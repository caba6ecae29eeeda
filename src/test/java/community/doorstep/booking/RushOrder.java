package community.doorstep.booking;

import java.util.List;

/**
 * What the crowd in the other process is told.
 *
 * @param tokens of those who want a seat, one each
 * @param journal the file that takes a {@link RushEntry} a line
 * @param seed of who repeats themselves and who hangs up
 * @param secondsAtMost after which whoever has no answer gives up
 */
record RushOrder(
        int port,
        String service,
        String slot,
        List<String> tokens,
        String journal,
        int connections,
        long seed,
        int secondsAtMost) {}
