package community.doorstep.repair;

import community.doorstep.identity.Contact;
import community.doorstep.shared.GeoPoint;
import community.doorstep.shared.PersonId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who telephones, as the form shows it at once.
 *
 * @param people the caller, and those for whom they book
 * @param addresses where was helped lately, the last first; never the entrance code
 * @param open what is under way
 * @param past what was done; each can be repeated in one call
 */
record CallerCard(
        PersonId id,
        String name,
        List<Member> people,
        List<LastAddress> addresses,
        List<CallLine> open,
        List<CallLine> past) {

    private static final int ADDRESSES_SHOWN = 3;

    record Member(PersonId id, String name) {

        @Override
        public String toString() {
            return "Member[" + id + "]";
        }
    }

    record LastAddress(String address, String building, String unit, String flat, boolean stairs, GeoPoint place) {

        static LastAddress of(RepairDetails said) {
            return new LastAddress(
                    said.address(), said.building(), said.unit(), said.flat(), said.stairs(), said.place());
        }

        @Override
        public String toString() {
            return "LastAddress[…]";
        }
    }

    /** @param warranty whether a repeat would cost nothing */
    record CallLine(
            UUID id,
            PersonId beneficiaryId,
            RepairCategory category,
            CallState state,
            Instant heardAt,
            @Nullable Instant doneAt,
            boolean warranty) {

        static CallLine of(RepairCall call, Instant now) {
            return new CallLine(
                    call.id(),
                    call.beneficiary(),
                    call.details().category(),
                    call.state(),
                    call.heardAt(),
                    call.doneAt(),
                    call.underWarranty(now));
        }
    }

    static CallerCard of(
            Contact caller, List<PersonId> people, Map<PersonId, Contact> names, List<RepairCall> calls, Instant now) {
        Map<String, LastAddress> addresses = new LinkedHashMap<>();
        List<CallLine> open = new ArrayList<>();
        List<CallLine> past = new ArrayList<>();
        for (RepairCall call : calls) {
            addresses.putIfAbsent(call.details().door(), LastAddress.of(call.details()));
            (call.state() == CallState.POSTED ? open : past).add(CallLine.of(call, now));
        }
        return new CallerCard(
                caller.id(),
                caller.name(),
                people.stream().map(id -> member(id, names)).toList(),
                addresses.values().stream().limit(ADDRESSES_SHOWN).toList(),
                open,
                past);
    }

    private static Member member(PersonId id, Map<PersonId, Contact> names) {
        return new Member(id, Contact.nameOf(names.get(id)));
    }

    @Override
    public String toString() {
        return "CallerCard[" + id + "]";
    }
}
