package community.doorstep.pricing;

import community.doorstep.catalog.ServiceId;
import community.doorstep.identity.PersonFacts;
import community.doorstep.shared.PersonId;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A charge as it is remembered, ready to be priced anew.
 *
 * @param day of the service
 * @param bookedOn the community's day on which it was booked
 * @param age in whole years on the day of the service
 * @param evidence the kinds that held on that day
 * @param fund which paid the difference to the list price; empty when none did
 * @param parts what each of several benefits took off; none where one did, or none
 */
public record PastCharge(
        PersonId person,
        ServiceId service,
        LocalDate day,
        LocalDate bookedOn,
        @Nullable Integer age,
        Map<String, @Nullable LocalDate> evidence,
        long listFen,
        long dueFen,
        String fund,
        List<ChargePart> parts) {

    PastCharge(
            PersonId person,
            ServiceId service,
            LocalDate day,
            LocalDate bookedOn,
            @Nullable Integer age,
            Map<String, @Nullable LocalDate> evidence,
            long listFen,
            long dueFen,
            String fund) {
        this(person, service, day, bookedOn, age, evidence, listFen, dueFen, fund, List.of());
    }

    /** What was taken off the list price, and by which fund. */
    public void eachPaid(ObjLongConsumer<String> paid) {
        long left = listFen - dueFen;
        for (ChargePart part : parts) {
            paid.accept(part.fund(), part.fen());
            left -= part.fen();
        }
        paid.accept(parts.isEmpty() ? fund : "", left);
    }

    /** What was known then: a birthday on which this age is right stands for the real one. */
    PersonFacts facts() {
        return new PersonFacts(person, age == null ? null : day.minusYears(age), evidence);
    }
}
