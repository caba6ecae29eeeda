package community.doorstep.screens;

import java.util.List;
import java.util.stream.IntStream;

/** How far a walk over many pages goes: with {@code -Dthorough} over all of them, else over every third. */
final class Walk {

    static final boolean THOROUGH = Boolean.getBoolean("thorough");

    private Walk() {}

    static List<String> over(List<String> pages) {
        return THOROUGH
                ? pages
                : IntStream.range(0, pages.size())
                        .filter(nth -> nth % 3 == 0)
                        .mapToObj(pages::get)
                        .toList();
    }
}
