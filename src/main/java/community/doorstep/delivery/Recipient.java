package community.doorstep.delivery;

import community.doorstep.shared.PersonId;

/** Who is to be reached. */
public sealed interface Recipient {

    record Person(PersonId id) implements Recipient {}

    /** A telephone whose owner the house does not know. */
    record Telephone(String number) implements Recipient {

        @Override
        public String toString() {
            return "Telephone[hidden]";
        }
    }
}
