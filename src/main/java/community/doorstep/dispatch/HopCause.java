package community.doorstep.dispatch;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why a hop was made, in words. Of its own hops the house keeps a word, perhaps with a number, so that everybody reads it
 * in their language; what people said stays as they said it.
 */
public record HopCause(String zh, String en) {

    public static final String PROMISE_OVER = "promise-over";
    public static final String CLOSED = "closed";
    public static final String NOBODY_LEFT = "nobody-left";
    static final String PHONE_SILENT = "phone-silent";
    static final String PHONE_HEARD = "phone-heard";
    static final String ASSIGNED = "assigned";
    static final String PAUSE_OVER = "pause-over";
    static final String HELPED_JOB_ENDED = "helped-job-ended";
    static final String BOOKING_MOVED = "booking-moved";
    static final String CODE = "code";

    private static final String UNCLAIMED = "unclaimed ";
    private static final Pattern UNCLAIMED_FOR = Pattern.compile(UNCLAIMED + "(\\d{1,18})");
    private static final Pattern POSITION = Pattern.compile("position (\\d{1,9}) m");
    private static final int TWO_MINUTES = 120;

    /** The causes of these are what somebody wrote. */
    private static final Set<HopKind> SAID = EnumSet.of(
            HopKind.DECLINED,
            HopKind.RELEASED,
            HopKind.TAKEN_BACK,
            HopKind.HANDOVER_ASKED,
            HopKind.HANDOVER_REFUSED,
            HopKind.DONE,
            HopKind.NOBODY_HOME,
            HopKind.PAUSED,
            HopKind.STOP_DONE,
            HopKind.STOP_FAILED);

    private static final Map<HopKind, HopCause> CALLED = Map.of(
            HopKind.ALL, new HopCause("，通知全站", ": all on duty are called"),
            HopKind.NEIGHBOURS, new HopCause("，请邻站帮忙", ": neighbouring stations are asked"),
            HopKind.LEAD, new HopCause("，请站长处理", ": the station lead is asked"));

    private static final Map<String, HopCause> WORDS = Map.ofEntries(
            Map.entry(CLOSED, new HopCause("驿站已关门，请值班的人处理", "the station is closed: whoever is on call is asked")),
            Map.entry(NOBODY_LEFT, new HopCause("没有可派的人，大家都可以接", "nobody is left to be asked: all may take it")),
            Map.entry(
                    PHONE_SILENT,
                    new HopCause("师傅的手机很久没有动静，活还在手上", "the worker's phone has long been silent, the job in hand")),
            Map.entry(PHONE_HEARD, new HopCause("师傅的手机又有动静了", "the worker's phone is heard again")),
            Map.entry(ASSIGNED, new HopCause("站长指派", "given by the station lead")),
            Map.entry("warranty", new HopCause("返修，还派上次的师傅", "a return visit: to the worker who came before")),
            Map.entry(PAUSE_OVER, new HopCause("暂停的时间到了", "the pause is over")),
            Map.entry(HELPED_JOB_ENDED, new HopCause("要帮忙的那单已经结束", "the job that it was to help with has ended")),
            Map.entry("booking-cancelled", new HopCause("预约已取消", "the booking was cancelled")),
            Map.entry(BOOKING_MOVED, new HopCause("预约改期", "the booking was moved")),
            Map.entry("visit-cancelled", new HopCause("上门已取消", "the visit was cancelled")),
            Map.entry("meal-cancelled", new HopCause("订餐已取消", "the meal was cancelled")),
            Map.entry(CODE, new HopCause("居民报的四位数对上了", "the resident's four digits")),
            Map.entry("OFF", new HopCause("师傅下班了", "the worker went off duty")),
            Map.entry("BREAK", new HopCause("师傅在休息", "the worker takes a break")),
            Map.entry("MOVED", new HopCause("师傅去了别的驿站", "the worker went to another station")),
            Map.entry("SILENT", new HopCause("师傅的手机没有动静", "the worker's phone is silent")));

    /** Nobody took it for so many seconds. */
    public static String unclaimed(long seconds) {
        return UNCLAIMED + Math.max(0, seconds);
    }

    static String position(long metres) {
        return "position " + metres + " m";
    }

    static HopCause of(HopKind kind, String cause) {
        if (SAID.contains(kind)) {
            return same(cause);
        }
        Matcher unclaimed = UNCLAIMED_FOR.matcher(cause);
        if (unclaimed.matches()) {
            return unclaimed(kind, Long.parseLong(unclaimed.group(1)));
        }
        Matcher position = POSITION.matcher(cause);
        if (position.matches()) {
            String metres = position.group(1);
            return new HopCause("离门 " + metres + " 米", metres + " m from the door");
        }
        return cause.equals(PROMISE_OVER) ? promiseOver(kind) : WORDS.getOrDefault(cause, same(cause));
    }

    private static HopCause same(String cause) {
        return new HopCause(cause, cause);
    }

    private static HopCause unclaimed(HopKind kind, long seconds) {
        HopCause called = CALLED.getOrDefault(kind, same(""));
        boolean brief = seconds < TWO_MINUTES;
        long number = brief ? seconds : seconds / 60;
        return new HopCause(
                number + (brief ? " 秒" : " 分钟") + "没人接" + called.zh(),
                "nobody took it for " + number + (brief ? " seconds" : " minutes") + called.en());
    }

    private static HopCause promiseOver(HopKind kind) {
        return kind == HopKind.LATE
                ? new HopCause("承诺时间已过，师傅还没有到", "the promised time is over and the worker is not there yet")
                : new HopCause("承诺时间已过，还没有人接", "the promised time is over and nobody has taken it");
    }

    String in(Locale language) {
        return language.equals(Locale.ENGLISH) ? en : zh;
    }
}
