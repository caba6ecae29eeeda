package community.doorstep.booking;

import community.doorstep.shared.Repeating;
import org.springframework.stereotype.Component;

/** Looks at intervals who did not come. */
@Component
class AbsenceWatch extends Repeating {

    AbsenceWatch(Absences absences, AftermathSettings settings) {
        super(settings.absencesEvery(), absences::note);
    }
}
