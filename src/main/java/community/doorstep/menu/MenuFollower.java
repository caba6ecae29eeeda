package community.doorstep.menu;

import community.doorstep.catalog.ServiceId;
import java.time.LocalDate;
import reactor.core.publisher.Mono;

/** Whoever must act when a day's menu is set, before it is so. */
public interface MenuFollower {

    /** In the transaction that sets it. */
    Mono<Void> menuChanged(ServiceId service, LocalDate day);
}
