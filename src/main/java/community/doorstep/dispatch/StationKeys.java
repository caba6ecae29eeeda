package community.doorstep.dispatch;

import community.doorstep.shared.StationId;
import java.util.List;

/** The names of a station's keys in Redis: one hash tag, so that a cluster keeps them together. */
record StationKeys(String tag) {

    static StationKeys of(StationId station) {
        return new StationKeys("d:{" + station + "}:");
    }

    String gen() {
        return tag + "gen";
    }

    String ready() {
        return tag + "ready";
    }

    String jobs() {
        return tag + "jobs";
    }

    String lease() {
        return tag + "lease";
    }

    String busy() {
        return tag + "busy";
    }

    String gone() {
        return tag + "gone";
    }

    String events() {
        return tag + "events";
    }

    String lock() {
        return tag + "lock";
    }

    /** All but the lock, in the order in which the scripts take them. */
    List<String> all() {
        return List.of(gen(), ready(), jobs(), lease(), busy(), gone(), events());
    }
}
