package community.doorstep.dispatch;

/**
 * What kind of call it is.
 *
 * @param danger gas, water, electricity: before all others
 * @param urgent locked out, in the dark: first among calls promised for the same minute
 * @param livesAlone an elder who lives alone: first among calls promised for the same minute, where the station says so
 * @param stairs the door is reached by stairs only; counted where workers take turns
 * @param unpopular what nobody likes to do; counted where workers take turns
 */
public record Need(boolean danger, boolean urgent, boolean livesAlone, boolean stairs, boolean unpopular) {

    public static final Need USUAL = new Need(false, false, false, false, false);
    public static final Need DANGER = new Need(true, false, false, false, false);
}
