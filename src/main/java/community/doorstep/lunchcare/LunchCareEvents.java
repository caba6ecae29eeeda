package community.doorstep.lunchcare;

import community.doorstep.canteen.MealEaten;
import community.doorstep.canteen.MealMissed;
import community.doorstep.shared.DomainEvent;
import community.doorstep.shared.EventConsumer;
import java.util.List;
import java.util.function.Function;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What care by lunch listens to. */
@Configuration(proxyBeanMethods = false)
class LunchCareEvents {

    @Bean
    EventConsumer<MealMissed> lunchMissed(LunchCalls calls) {
        return new Listening<>("lunch-missed", MealMissed.class, calls::missed);
    }

    @Bean
    EventConsumer<MealEaten> lunchEaten(LunchCalls calls) {
        return new Listening<>("lunch-eaten", MealEaten.class, calls::came);
    }

    private record Listening<E extends DomainEvent>(String name, Class<E> type, Function<E, Mono<Void>> doing)
            implements EventConsumer<E> {

        @Override
        public Mono<Void> on(List<E> events) {
            return Flux.fromIterable(events).concatMap(doing).then();
        }
    }
}
