package community.doorstep.pricebook;

import community.doorstep.shared.Money;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The small pieces of which sentences about prices are made, in Chinese and English. */
public final class Phrases {

    private static final DateTimeFormatter DAY_ZH = DateTimeFormatter.ofPattern("yyyy年M月d日");
    private static final DateTimeFormatter DAY_EN = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH);

    private Phrases() {}

    /** Whole yuan without the two zeros, as one says it. */
    public static String yuan(long fen) {
        return fen % 100 == 0 ? String.valueOf(fen / 100) : Money.fen(fen).toString();
    }

    /** With both digits after the point, for tables of changes. */
    static Said amount(long fen) {
        return new Said(Money.fen(fen) + "元", Money.fen(fen) + " yuan");
    }

    public static Said day(@Nullable LocalDate day) {
        return day == null ? new Said("", "") : new Said(DAY_ZH.format(day), DAY_EN.format(day));
    }

    /** 周一、周三; Monday and Wednesday. */
    public static Said weekdays(Collection<Integer> days) {
        List<DayOfWeek> named = days.stream()
                .filter(day -> day >= 1 && day <= 7)
                .map(DayOfWeek::of)
                .toList();
        return joined(
                named,
                day -> new Said(
                        day.getDisplayName(TextStyle.SHORT, Locale.SIMPLIFIED_CHINESE),
                        day.getDisplayName(TextStyle.FULL, Locale.ENGLISH)),
                new Said("、", " and "));
    }

    /** a, b and c. */
    public static <T> Said joined(List<T> items, Function<T, Said> name, Said last) {
        StringBuilder zh = new StringBuilder();
        StringBuilder en = new StringBuilder();
        for (int i = 0; i < items.size(); i++) {
            Said said = name.apply(items.get(i));
            boolean isLast = i == items.size() - 1;
            zh.append(i == 0 ? "" : isLast ? last.zh() : "、").append(said.zh());
            en.append(i == 0 ? "" : isLast ? last.en() : ", ").append(said.en());
        }
        return new Said(zh.toString(), en.toString());
    }

    /** 当月2次; the 2 times that month. */
    public static Said times(@Nullable Quota quota) {
        if (quota == null) {
            return new Said("", "");
        }
        Said period = period(quota.per());
        String times = quota.times() == 1 ? "the one time" : "the " + quota.times() + " times";
        return new Said("当" + period.zh() + quota.times() + "次", times + " that " + period.en());
    }

    static Said period(Quota.Period period) {
        return switch (period) {
            case DAY -> new Said("日", "day");
            case WEEK -> new Said("周", "week");
            case MONTH -> new Said("月", "month");
            case YEAR -> new Said("年", "year");
        };
    }

    public static String capital(String sentence) {
        return sentence.isEmpty() ? sentence : Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
    }
}
