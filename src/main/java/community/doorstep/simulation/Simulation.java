package community.doorstep.simulation;

import community.doorstep.pricebook.PriceBookId;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a price book would have done to a past period. Only groups of five people or more are shown: smaller ones are
 * added to others, and a period with fewer people shows nothing at all.
 *
 * @param total null when fewer than five people booked
 * @param ages by age in whole years on the day of the service
 * @param evidence by each kind that held on the day (somebody with two is in both), and {@code NONE}
 */
record Simulation(
        PriceBookId priceBookId,
        int version,
        LocalDate from,
        LocalDate to,
        @Nullable Impact total,
        List<Group> ages,
        List<Group> evidence,
        List<Group> services,
        List<Group> stations,
        List<FundUse> funds) {

    static final int FEWEST_PEOPLE = 5;

    /**
     * @param people more + less + same + refusedPeople
     * @param payMore who would have paid more over the whole period
     * @param refusedPeople who could not have booked at least once: the fund of their benefit was empty and its rule
     *     allows no other price, or the book has no price for the service
     * @param moreFen what those who pay more would have paid in addition
     * @param lessFen what those who pay less would have saved
     * @param incomeBeforeFen what was due
     */
    record Impact(
            long people,
            long payMore,
            long payLess,
            long paySame,
            long refusedPeople,
            long moreFen,
            long lessFen,
            long bookings,
            long refusedBookings,
            long incomeBeforeFen,
            long incomeAfterFen) {}

    /**
     * @param keys several where small groups were added to others
     * @param names what people call them, in the same order
     */
    record Group(List<String> keys, List<String> names, Impact impact) {}

    /**
     * @param code empty: taken off the price and paid by no fund
     * @param dryOn the day of the first booking for which it had too little left; null when it sufficed
     * @param days the same by day of service; days with fewer than five people are told together
     */
    record FundUse(
            String code,
            String nameZh,
            String nameEn,
            long subsidyBeforeFen,
            long subsidyAfterFen,
            @Nullable LocalDate dryOn,
            List<FundDays> days) {}

    /**
     * @param from,to the first and last of the days
     */
    record FundDays(LocalDate from, LocalDate to, long beforeFen, long afterFen) {}
}
