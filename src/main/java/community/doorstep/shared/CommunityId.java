package community.doorstep.shared;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** A community 社区, the unit that sets prices and owns slots, jobs and money. */
public record CommunityId(@JsonValue UUID value) {

    /** Stands for the whole city, where something belongs to no one community. */
    public static final CommunityId CITY = new CommunityId(new UUID(0, 0));

    @JsonCreator
    public static CommunityId of(String text) {
        return new CommunityId(Ids.parse(text));
    }

    public static CommunityId next() {
        return new CommunityId(Ids.next());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
