package community.doorstep.pricebook;

import java.util.Locale;

/** What can be wrong with a draft; a warning does not keep it from being published. */
enum Fault {
    NEGATIVE_AMOUNT("金额不能为负", "an amount cannot be negative"),
    AMOUNT_TOO_LARGE("金额超过十万元", "the amount is above 100,000 yuan"),
    LOW_COST_ABOVE_LIST("低偿价高于标价", "the low-cost price is above the list price"),
    SERVICE_TWICE("同一服务有两个标价", "the service has two list prices"),
    SERVICE_UNKNOWN("本社区没有这项服务", "the community has no such service"),
    SERVICE_UNPRICED("这项服务没有标价", "the service has no list price in this book"),
    CODE_MALFORMED("代码应为小写字母、数字和短横线，最多四十个", "a code has up to 40 lower-case letters, digits and hyphens"),
    CODE_TWICE("代码重复", "the code is used twice"),
    NAME_MISSING("中文和英文名称都要填写，最多八十字", "both names must be given, up to 80 characters each"),
    NAME_TOO_LONG("名称最多八十字", "a name has up to 80 characters"),
    AGE_RANGE("年龄应在0到150岁之间", "an age is from 0 to 150"),
    AGES_REVERSED("最小年龄大于最大年龄", "the least age is above the greatest"),
    DATES_REVERSED("开始日期晚于结束日期", "the first day is after the last"),
    EVIDENCE_MALFORMED("证明种类应为大写字母和下划线，最多四十个", "a kind of evidence has up to 40 capital letters and underscores"),
    EVIDENCE_UNKNOWN("价目中没有写明这种证明的名称", "the book does not name this kind of evidence"),
    WEEKDAY_RANGE("星期应在1到7之间", "a weekday is from 1 to 7"),
    NO_SUCH_DAY("开始和结束日期之间没有所选的星期", "none of the weekdays lies between the first and the last day"),
    FLOOR_ABOVE_PRICE("最低应付高于固定价", "the least to be paid is above the fixed price"),
    AGES_NOT_ADMITTED("所用服务都不接待这个年龄", "none of its services admits that age"),
    PERCENT_RANGE("折扣比例应在1到100之间", "a percentage is from 1 to 100"),
    VALUE_MISSING("缺少这项数值", "this value is missing"),
    VALUE_UNUSED("这种优惠不用这项数值", "this effect does not use this value"),
    QUOTA_RANGE("次数应在1到1000之间", "the number of times is from 1 to 1000"),
    FUND_UNKNOWN("价目中没有这个资金", "the book names no such fund"),
    FALLBACK_WITHOUT_FUND(
            "没有资金的优惠不会用到余额不足的规定", "a benefit without a fund has no use for what happens when it is empty"),
    FALLBACK_UNUSED("只有资金不足后看下一条的优惠才能指定后备优惠", "only a benefit that gives way to the next one names which"),
    FALLBACK_UNKNOWN("价目中没有这条后备优惠", "the book has no such benefit to fall back on"),
    FALLBACK_CYCLE("后备优惠必须在它之后，否则会循环", "what it falls back on must stand after it: else it goes round in circles"),
    FALLBACK_ELSEWHERE("后备优惠不适用于它的全部服务", "what it falls back on is not for all of its services"),
    LOW_COST_MISSING("所用服务没有低偿价", "one of its services has no low-cost price"),
    NEVER_APPLIES("前面的优惠总是先适用，这条永远用不到", "an earlier benefit always applies first: this one never can"),
    TOO_MANY("数量过多", "there are too many"),
    FUND_WITHOUT_BUDGET("这个资金还没有预算，暂时不会支付", "the fund has no budget yet: it will pay nothing", true),
    KINDER_LATER("后面有更优惠的规则，两者都符合的人会按这条付得更多", "a later benefit is kinder: who meets both pays more by this one", true),
    NO_GAIN("不会使任何服务更便宜", "it makes no service cheaper"),
    OVER_ALREADY("结束日期已过", "its last day is past");

    private final String zh;
    private final String en;
    private final boolean warning;

    Fault(String zh, String en) {
        this(zh, en, false);
    }

    Fault(String zh, String en, boolean warning) {
        this.zh = zh;
        this.en = en;
        this.warning = warning;
    }

    boolean isWarning() {
        return warning;
    }

    /**
     * @param rule the code of the rule; empty when it is about a price or a fund
     * @param field where in the content: {@code rules[2].effect.percent}
     */
    Finding at(String rule, String field) {
        String code = name().toLowerCase(Locale.ROOT).replace('_', '-');
        return new Finding(warning ? Finding.Severity.WARNING : Finding.Severity.ERROR, rule, field, code, zh, en);
    }
}
