package community.doorstep.wechat.simulator;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The subscribe messages' templates that the simulated mini program has, by kind of notice. */
public final class SimulatedTemplates {

    private static final List<String> KINDS = List.of(
            "booking-confirmed",
            "booking-cancelled",
            "booking-closed",
            "booking-moved",
            "seat-offered",
            "evidence-accepted",
            "child-arrived",
            "child-left",
            "meal-ready",
            "worker-on-the-way",
            "refund-done");

    private SimulatedTemplates() {}

    public static String id(String kind) {
        return "template-" + kind;
    }

    static Map<String, String> properties() {
        Map<String, String> properties = new TreeMap<>();
        for (String kind : KINDS) {
            String template = "doorstep.delivery.templates." + kind;
            properties.put(template + ".id", id(kind));
            properties.put(template + ".page", "pages/notice/notice?subject={subject}");
            properties.put(template + ".fields.thing1", "title");
            properties.put(template + ".fields.thing2", "words");
        }
        return properties;
    }
}
