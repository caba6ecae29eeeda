package community.doorstep.escalation;

import community.doorstep.dispatch.Candidate;
import community.doorstep.dispatch.DueJob;
import community.doorstep.stationrules.DispatchMode;
import java.util.ArrayList;
import java.util.List;

/** Why a worker is asked first, in words: 三人中最近，今天最少. */
record OfferReason(String zh, String en) {

    private static final String[] CHINESE = {"", "一", "两", "三", "四", "五", "六", "七", "八", "九", "十"};
    private static final String[] ENGLISH = {
        "", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"
    };

    static OfferReason of(DispatchMode mode, DueJob job, Candidate best, List<Candidate> all) {
        if (all.size() == 1) {
            return new OfferReason("现在只有你有空", "only you are free now");
        }
        List<String> zh = new ArrayList<>();
        List<String> en = new ArrayList<>();
        if (mode == DispatchMode.ROUND_ROBIN && job.stairs()) {
            zh.add("今天爬楼最少");
            en.add("fewest stairs today");
        }
        if (mode == DispatchMode.ROUND_ROBIN && job.unpopular()) {
            zh.add("今天累活最少");
            en.add("fewest hard jobs today");
        }
        if (isNearest(best, all) && mode == DispatchMode.NEAREST) {
            zh.add("最近");
            en.add("nearest");
        }
        if (all.stream().allMatch(other -> other == best || other.jobs() > best.jobs())) {
            zh.add("今天最少");
            en.add("fewest jobs today");
        }
        if (zh.isEmpty() && all.stream().allMatch(other -> other == best || other.inHand() > best.inHand())) {
            zh.add("手上最少");
            en.add("least in hand");
        }
        if (zh.isEmpty()) {
            zh.add("等得最久");
            en.add("idle longest");
        }
        return new OfferReason(
                number(CHINESE, all.size()) + "人中" + String.join("，", zh),
                String.join(", ", en) + " of " + number(ENGLISH, all.size()));
    }

    private static boolean isNearest(Candidate best, List<Candidate> all) {
        Long mine = best.metres();
        return mine != null && all.stream().map(Candidate::metres).allMatch(metres -> metres == null || metres >= mine);
    }

    private static String number(String[] words, int number) {
        return number < words.length ? words[number] : String.valueOf(number);
    }
}
