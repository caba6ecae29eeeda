package community.doorstep.catalog;

import community.doorstep.shared.Repeating;
import org.springframework.stereotype.Component;

/** Keeps slots made ahead while the application runs. */
@Component
class SlotMaking extends Repeating {

    SlotMaking(SlotMaker maker, CatalogSettings settings) {
        super(settings.makeEvery(), maker::makeAhead);
    }
}
