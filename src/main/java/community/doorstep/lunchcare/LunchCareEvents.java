package community.doorstep.lunchcare;

import community.doorstep.canteen.MealEaten;
import community.doorstep.canteen.MealMissed;
import community.doorstep.shared.EventConsumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What care by lunch listens to. */
@Configuration(proxyBeanMethods = false)
class LunchCareEvents {

    @Bean
    EventConsumer<MealMissed> lunchMissed(LunchCalls calls) {
        return EventConsumer.each("lunch-missed", MealMissed.class, calls::missed);
    }

    @Bean
    EventConsumer<MealEaten> lunchEaten(LunchCalls calls) {
        return EventConsumer.each("lunch-eaten", MealEaten.class, calls::came);
    }
}
