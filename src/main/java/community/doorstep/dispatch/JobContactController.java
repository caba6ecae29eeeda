package community.doorstep.dispatch;

import community.doorstep.shared.Caller;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Whom a station calls about a job. A POST, because each look is written down. */
@RestController
@RequestMapping("/api/station")
class JobContactController {

    /** @param phone none of a fault in the street, and of whoever has given none */
    record JobContact(String name, @Nullable String phone) {}

    private final JobContacts contacts;

    JobContactController(JobContacts contacts) {
        this.contacts = contacts;
    }

    /** Of a job that is still open. Refuses {@code job-unknown} (404). */
    @PostMapping("/jobs/{id}/contact")
    Mono<JobContact> contact(@AuthenticationPrincipal Caller caller, @PathVariable JobId id) {
        return contacts.lookedUp(caller, id);
    }
}
