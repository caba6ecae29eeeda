package community.doorstep.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import community.doorstep.ApiTest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/** Of several instances one has the turn; when it is silent another takes over. */
class TurnTests extends ApiTest {

    @Test
    void oneHasTheTurnAndAnotherTakesOverWhenItIsSilent() {
        String name = "turn-" + Ids.next();
        List<Turn> instances = Flux.range(0, 5)
                .map(i -> new Turn(database, name, Duration.ofMillis(500)))
                .collectList()
                .block();

        List<Turn> mine = Flux.fromIterable(instances)
                .filterWhen(Turn::mine)
                .collectList()
                .block();
        assertThat(mine).hasSize(1);
        assertThat(mine.get(0).mine().block()).isTrue();

        List<Turn> others = instances.stream().filter(one -> one != mine.get(0)).toList();
        await().atMost(Duration.ofSeconds(5)).until(() -> others.get(0).mine().block());
        assertThat(mine.get(0).mine().block()).isFalse();
    }

    @Test
    void whoGivesItUpLetsAnotherTakeItAtOnce() {
        String name = "turn-" + Ids.next();
        Turn one = new Turn(database, name, Duration.ofMinutes(5));
        Turn other = new Turn(database, name, Duration.ofMinutes(5));
        assertThat(one.mine().block()).isTrue();
        assertThat(other.mine().block()).isFalse();

        one.giveUp().block();

        assertThat(other.mine().block()).isTrue();
        assertThat(one.giveUp().then(other.mine()).block()).isTrue();
    }
}
