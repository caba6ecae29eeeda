package community.doorstep.delivery;

import community.doorstep.identity.Reach;
import java.util.List;

/**
 * Which ways are taken to reach somebody.
 *
 * @param first these, at once
 * @param otherwise these, one after the other, while the one before fails
 */
record Plan(List<Channel> first, List<Channel> otherwise) {

    static final Plan NONE = new Plan(List.of(), List.of());

    /**
     * Messages go to those with an account who have accepted one; telephones ring for those without an account, and for
     * all when it is urgent enough.
     *
     * @param hasTemplate whether this deployment has a template for the kind
     */
    static Plan of(Urgency urgency, List<Channel> channels, Reach reach, boolean hasTemplate) {
        List<Channel> possible = channels.stream()
                .filter(channel -> channel == Channel.MESSAGE
                        ? reach.wechat() && hasTemplate
                        : reach.telephone() && (urgency.insists() || !reach.wechat()))
                .toList();
        if (possible.isEmpty()) {
            return NONE;
        }
        return urgency == Urgency.ALARM
                ? new Plan(possible, List.of())
                : new Plan(
                        possible.subList(0, 1), urgency.insists() ? possible.subList(1, possible.size()) : List.of());
    }
}
