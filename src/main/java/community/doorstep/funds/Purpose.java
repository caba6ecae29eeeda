package community.doorstep.funds;

import community.doorstep.catalog.ServiceKind;

/** What a budget may be spent on: one kind of service, or any. */
public enum Purpose {
    ANY,
    CARE,
    MEAL,
    REPAIR,
    ERRAND,
    OTHER;

    boolean covers(ServiceKind kind) {
        return this == ANY || name().equals(kind.name());
    }
}
