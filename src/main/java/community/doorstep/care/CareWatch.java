package community.doorstep.care;

import community.doorstep.shared.Repeating;
import org.springframework.stereotype.Component;

/** Looks at intervals who is missing and who waits to be fetched. */
@Component
class CareWatch extends Repeating {

    CareWatch(Asking asking, CareSettings settings) {
        super(settings.lookEvery(), asking::look);
    }
}
