package community.doorstep.embedded;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Who lives and works in the sample community and has a phone to sign in with. The people are made up. */
enum SamplePerson {
    CITY("何主任", 48, "13800000000", "city admin: makes communities", "市级管理员"),
    ADMIN("周敏", 41, "13800000001", "community admin of Wangjiang Street: services, prices, staff", "社区管理员"),
    FINANCE("孙丽", 38, "13800000002", "finance: budgets and money", "财务"),
    LEAD("王德福", 58, "13800000003", "station lead of 老王+", "老王+站长"),
    OPERATOR("陈燕", 45, "13800000004", "operator at 老王+: takes the calls", "老王+话务，接电话"),
    WANG("王建军", 52, "13800000011", "worker: bulbs, drains, taps", "师傅：灯、下水、水龙头"),
    LIU("刘志强", 36, "13800000012", "worker: drains, taps, locks, deliveries", "师傅：下水、水龙头、门锁、送餐"),
    ZHAO("赵磊", 29, "13800000013", "worker: bulbs, locks, deliveries", "师傅：灯、门锁、送餐"),
    CHEN("陈志和", 47, "13800000041", "worker at the partner merchant 济仁堂: grinds and boils herbs", "济仁堂药师"),
    TEACHER("林静", 33, "13800000021", "teacher at Zhuowang", "卓望老师"),
    COUNTER("罗琼", 50, "13800000031", "kitchen and counter of the senior canteen", "长者食堂窗口"),
    LI("李娜", 35, "13900000001", "resident: mother of Xiaoyu, 8", "居民，小雨（8 岁）的妈妈"),
    ZHANG("张伟", 37, "13900000002", "resident: her husband, Xiaoyu's other guardian", "居民，小雨的爸爸"),
    YANG("杨秀英", 82, "13900000003", "resident: 82 years old, lives alone", "居民，82 岁，独居"),
    HE("何桂芳", 71, "13900000004", "resident: 71, low income (accepted)", "居民，71 岁，低收入"),
    MA("马建国", 46, "13900000005", "resident: with a disability (accepted)", "居民，残疾证"),
    WU("吴敏", 34, "13900000006", "from outside the area: mother of Lele, 9", "外来家庭，乐乐（9 岁）的妈妈"),
    TANG("唐静", 51, "13900000007", "resident: acts for her father, 84", "居民，替 84 岁的父亲办事");

    private final String fullName;
    private final int age;
    private final String phone;
    private final String description;
    private final String inChinese;

    SamplePerson(String fullName, int age, String phone, String description, String inChinese) {
        this.fullName = fullName;
        this.age = age;
        this.phone = phone;
        this.description = description;
        this.inChinese = inChinese;
    }

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Signs them in, any number of times. */
    String code() {
        return "dev-" + key();
    }

    String phoneCode() {
        return "dev-phone-" + phone;
    }

    String fullName() {
        return fullName;
    }

    int age() {
        return age;
    }

    String phone() {
        return phone;
    }

    String description() {
        return fullName + ", " + description;
    }

    /** For the app's sign-in page: residents first. */
    static List<Map<String, String>> introduced() {
        return Stream.of(values())
                .sorted(Comparator.comparing(SamplePerson::isStaff))
                .map(SamplePerson::introduction)
                .toList();
    }

    private Map<String, String> introduction() {
        return Map.of("code", code(), "name", fullName, "zh", inChinese, "en", description);
    }

    boolean isStaff() {
        return ordinal() < LI.ordinal();
    }
}
