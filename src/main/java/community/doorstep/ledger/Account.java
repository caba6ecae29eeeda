package community.doorstep.ledger;

import community.doorstep.shared.PersonId;
import community.doorstep.shared.StationId;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An account in a community's books, opened when it is first booked to.
 *
 * @param code lower-case letters, digits and hyphens, unique in the community
 * @param owner whose hands the money is in, if a person's
 */
public record Account(String code, @Nullable PersonId owner) {

    private static final Pattern WELL_FORMED = Pattern.compile("[a-z][a-z0-9-]{1,63}");

    /** 微信商户号: what WeChat Pay holds for the merchant. */
    public static final Account WECHAT = new Account("wechat", null);

    /** 居民预付: what residents have paid and have not had yet; below zero is owed to them. */
    public static final Account RESIDENTS = new Account("residents", null);

    /** 手续费: what WeChat Pay kept. */
    public static final Account WECHAT_FEES = new Account("wechat-fees", null);

    /** 运营方收入: what the operator has earned; below zero is owed to it. */
    public static final Account OPERATOR = new Account("operator", null);

    /** 社区收入: what the community keeps of what services earn. */
    public static final Account COMMUNITY = new Account("community", null);

    public Account {
        if (!WELL_FORMED.matcher(code).matches()) {
            throw new IllegalArgumentException("Not the code of an account: " + code);
        }
    }

    /** 备用金: cash that a member of staff has taken and not handed in. */
    public static Account cashOf(PersonId holder) {
        return new Account("cash-" + holder, holder);
    }

    /** 驿站钱箱: cash that lies at a station. */
    public static Account till(StationId station) {
        return new Account("till-" + station, null);
    }

    /** 驿站收入: what a station has earned; below zero is owed to it. */
    public static Account station(StationId station) {
        return new Account("station-" + station, null);
    }

    /** 补贴资金: a fund that pays for residents. */
    public static Account fund(String fund) {
        return new Account("fund-" + fund, null);
    }
}
