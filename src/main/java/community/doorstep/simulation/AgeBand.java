package community.doorstep.simulation;

import org.jspecify.annotations.Nullable;

/** Ages as they are looked at together. */
enum AgeBand {
    FROM_0(0, "0-5", "0岁至5岁"),
    FROM_6(6, "6-11", "6岁至11岁"),
    FROM_12(12, "12-17", "12岁至17岁"),
    FROM_18(18, "18-59", "18岁至59岁"),
    FROM_60(60, "60-64", "60岁至64岁"),
    FROM_65(65, "65-69", "65岁至69岁"),
    FROM_70(70, "70-79", "70岁至79岁"),
    FROM_80(80, "80-89", "80岁至89岁"),
    FROM_90(90, "90+", "90岁以上"),
    UNKNOWN(Integer.MAX_VALUE, "UNKNOWN", "年龄不详");

    private static final AgeBand[] ALL = values();

    private final int least;
    private final String key;
    private final String name;

    AgeBand(int least, String key, String name) {
        this.least = least;
        this.key = key;
        this.name = name;
    }

    static AgeBand of(@Nullable Integer age) {
        if (age == null) {
            return UNKNOWN;
        }
        int band = 0;
        while (ALL[band + 1].least <= age) {
            band++;
        }
        return ALL[band];
    }

    String key() {
        return key;
    }

    String words() {
        return name;
    }
}
