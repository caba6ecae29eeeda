package community.doorstep.passes;

import community.doorstep.scenes.NewScene;
import community.doorstep.scenes.Scene;
import community.doorstep.scenes.ScenePurpose;
import community.doorstep.scenes.Scenes;
import community.doorstep.shared.Detached;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Refusal;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * A pass on paper: a code of the mini program that says nothing by itself and is good once, as the pass is. Who may have
 * it the caller has looked at.
 */
@Component
public class PassPrints {

    private final PassRows rows;
    private final Scenes scenes;
    private final TransactionalOperator transaction;
    private final Detached detached;

    PassPrints(PassRows rows, Scenes scenes, TransactionalOperator transaction, Detached detached) {
        this.rows = rows;
        this.scenes = scenes;
        this.transaction = transaction;
        this.detached = detached;
    }

    /**
     * PNG, drawn by WeChat once; outside of any transaction. Refuses {@code pass-unknown} (404), {@code pass-used},
     * {@code pass-withdrawn} (409), {@code wechat-unavailable} (503).
     */
    public Mono<byte[]> picture(PassId id, PersonId by) {
        Mono<Scene> scene = rows.byIds(List.of(id))
                .singleOrEmpty()
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("pass-unknown")))
                .map(PassPrints::good)
                .flatMap(pass -> ScenePurposes.of(pass.purpose())
                        .flatMap(purpose -> scenes.forOneUse(wanted(pass, purpose, by))));
        return detached.run(scene.as(transaction::transactional)).flatMap(made -> scenes.picture(made.id()));
    }

    private static Pass good(Pass pass) {
        if (pass.usedAt() != null) {
            throw PassOutcome.USED.refusal();
        }
        if (pass.withdrawnAt() != null) {
            throw PassOutcome.WITHDRAWN.refusal();
        }
        return pass;
    }

    private static NewScene wanted(Pass pass, ScenePurpose purpose, PersonId by) {
        return new NewScene(pass.community(), purpose, pass.id().value(), false, pass.validUntil(), by);
    }
}
