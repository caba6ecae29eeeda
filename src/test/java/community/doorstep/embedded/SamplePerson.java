package community.doorstep.embedded;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Who lives and works in the sample community and has a phone to sign in with. The people are made up. */
enum SamplePerson {
    CITY("何主任", 48, "13800000000", "city admin: makes communities"),
    ADMIN("周敏", 41, "13800000001", "community admin of Wangjiang Street: services, prices, staff"),
    FINANCE("孙丽", 38, "13800000002", "finance: budgets and money"),
    LEAD("王德福", 58, "13800000003", "station lead of 老王+"),
    OPERATOR("陈燕", 45, "13800000004", "operator at 老王+: takes the calls"),
    WANG("王建军", 52, "13800000011", "worker: bulbs, drains, taps"),
    LIU("刘志强", 36, "13800000012", "worker: drains, taps, locks"),
    ZHAO("赵磊", 29, "13800000013", "worker: bulbs, locks"),
    TEACHER("林静", 33, "13800000021", "teacher at Zhuowang"),
    COUNTER("罗琼", 50, "13800000031", "kitchen and counter of the senior canteen"),
    LI("李娜", 35, "13900000001", "resident: mother of Xiaoyu, 8"),
    ZHANG("张伟", 37, "13900000002", "resident: her husband, Xiaoyu's other guardian"),
    YANG("杨秀英", 82, "13900000003", "resident: 82 years old, lives alone"),
    HE("何桂芳", 71, "13900000004", "resident: 71, low income (accepted)"),
    MA("马建国", 46, "13900000005", "resident: with a disability (accepted)"),
    WU("吴敏", 34, "13900000006", "from outside the area: mother of Lele, 9"),
    TANG("唐静", 51, "13900000007", "resident: acts for her father, 84");

    private final String fullName;
    private final int age;
    private final String phone;
    private final String description;

    SamplePerson(String fullName, int age, String phone, String description) {
        this.fullName = fullName;
        this.age = age;
        this.phone = phone;
        this.description = description;
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

    /** For the app's sign-in page. */
    static List<Map<String, String>> introduced() {
        return Stream.of(values())
                .map(person -> Map.of("code", person.code(), "name", person.fullName, "who", person.description))
                .toList();
    }

    boolean isStaff() {
        return ordinal() < LI.ordinal();
    }
}
