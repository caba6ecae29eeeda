package community.doorstep.feedback;

import community.doorstep.shared.Repeating;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;

/** Looks at intervals which complaints have waited too long; each is told by one instance. */
@Component
class OverdueWatch extends Repeating {

    OverdueWatch(Complaints complaints, TransactionalOperator transaction, FeedbackSettings settings) {
        super(settings.overdueEvery(), () -> complaints.tellOverdue().as(transaction::transactional));
    }
}
