package community.doorstep.escalation;

import community.doorstep.dispatch.Candidate;
import community.doorstep.dispatch.Candidates;
import community.doorstep.dispatch.JobId;
import community.doorstep.dispatch.JobOffers;
import community.doorstep.dispatch.Offer;
import community.doorstep.shared.PersonId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Offers each of several jobs to the best who was not asked for it yet, and nobody two of them at once. */
@Component
class Offering {

    private final Candidates candidates;
    private final JobOffers offers;

    Offering(Candidates candidates, JobOffers offers) {
        this.candidates = candidates;
        this.offers = offers;
    }

    /** In the caller's transaction, the jobs locked. Answers those that nobody is left for. */
    Mono<List<Scene>> make(List<Scene> scenes) {
        if (scenes.isEmpty()) {
            return Mono.just(List.of());
        }
        return candidates
                .of(
                        scenes.stream().map(Scene::job).toList(),
                        scenes.stream().map(Scene::midnight).toList())
                .flatMap(found -> make(scenes, found));
    }

    private Mono<List<Scene>> make(List<Scene> scenes, Map<JobId, List<Candidate>> found) {
        Set<PersonId> asked = new HashSet<>();
        List<JobOffers.Made> made = new ArrayList<>();
        List<Scene> left = new ArrayList<>();
        for (Scene scene : scenes) {
            List<Candidate> free = found.getOrDefault(scene.job().id(), List.of()).stream()
                    .filter(candidate -> !asked.contains(candidate.worker()))
                    .toList();
            Ranking.choose(scene.rules().mode(), scene.job(), free)
                    .ifPresentOrElse(
                            choice -> {
                                asked.add(choice.candidate().worker());
                                made.add(made(scene, choice));
                            },
                            () -> left.add(scene));
        }
        return offers.make(made).thenReturn(left);
    }

    private static JobOffers.Made made(Scene scene, Ranking.Choice choice) {
        Offer offer = new Offer(
                choice.candidate().worker(),
                scene.now().plusSeconds(scene.rules().offerSeconds()),
                choice.reason().zh(),
                choice.reason().en());
        return new JobOffers.Made(scene.job(), offer, scene.received(), firstOf(offer.until(), scene));
    }

    /** The end of the offer, or a rung that comes before it. */
    private static Instant firstOf(Instant until, Scene scene) {
        Instant rung = Ladders.soonest(scene.job().climbed(scene.job().rung(), true), scene.rules());
        return rung == null || until.isBefore(rung) ? until : rung;
    }
}
