package community.doorstep.notice;

import community.doorstep.canteen.MealAllergens;
import community.doorstep.canteen.MealReady;
import community.doorstep.canteen.MealRedeemedTwice;
import community.doorstep.foodsafety.FoodSampleOverdue;
import community.doorstep.lunchcare.ElderMissed;
import community.doorstep.lunchcare.ElderNeedsHelp;
import community.doorstep.shared.EventConsumer;
import community.doorstep.shared.Role;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What people are told of meals: what is in them, that they are ready, and that somebody did not come. */
@Configuration(proxyBeanMethods = false)
class CanteenNews {

    @Bean
    EventConsumer<MealAllergens> tellMealAllergens(Telling telling) {
        return telling.of(
                "tell-meal-allergens",
                MealAllergens.class,
                event -> Letter.of(
                                NoticeKind.MEAL_ALLERGENS, event, Audience.concerned(event.person(), event.bookedBy()))
                        .facts(NoticeFacts.NONE.startsAt(event.startsAt())));
    }

    @Bean
    EventConsumer<MealReady> tellMealReady(Telling telling) {
        return telling.of(
                "tell-meal-ready",
                MealReady.class,
                event -> Letter.of(NoticeKind.MEAL_READY, event, Audience.concerned(event.person(), event.bookedBy()))
                        .once()
                        .facts(NoticeFacts.NONE.until(event.until())));
    }

    @Bean
    EventConsumer<MealRedeemedTwice> tellMealRedeemedTwice(Telling telling) {
        return telling.of(
                "tell-meal-redeemed-twice",
                MealRedeemedTwice.class,
                event -> Letter.of(
                                NoticeKind.MEAL_REDEEMED_TWICE, event, Audience.at(event.station(), Role.STATION_LEAD))
                        .facts(NoticeFacts.NONE.startsAt(event.at())));
    }

    @Bean
    EventConsumer<ElderMissed> tellElderMissed(Telling telling) {
        return telling.of(
                "tell-elder-missed",
                ElderMissed.class,
                event -> Letter.of(
                        NoticeKind.ELDER_MISSED, event, Audience.concerned(event.person(), event.bookedBy())));
    }

    @Bean
    EventConsumer<ElderMissed> tellElderToCall(Telling telling) {
        return telling.of(
                "tell-elder-to-call",
                ElderMissed.class,
                event -> Letter.of(NoticeKind.ELDER_TO_CALL, event, Audience.at(event.station(), Role.STATION_LEAD)));
    }

    @Bean
    EventConsumer<ElderNeedsHelp> tellElderNeedsHelp(Telling telling) {
        return telling.of(
                "tell-elder-needs-help",
                ElderNeedsHelp.class,
                event -> Letter.of(
                        NoticeKind.ELDER_NEEDS_HELP, event, Audience.concerned(event.person(), event.bookedBy())));
    }

    @Bean
    EventConsumer<ElderNeedsHelp> tellElderToHelp(Telling telling) {
        return telling.of(
                "tell-elder-to-help",
                ElderNeedsHelp.class,
                event -> Letter.of(NoticeKind.ELDER_TO_HELP, event, Audience.at(event.station(), Role.STATION_LEAD)));
    }

    @Bean
    EventConsumer<FoodSampleOverdue> tellFoodSampleOverdue(Telling telling) {
        return telling.of(
                "tell-food-sample-overdue",
                FoodSampleOverdue.class,
                event -> Letter.of(
                                NoticeKind.FOOD_SAMPLE_OVERDUE, event, Audience.at(event.station(), Role.STATION_LEAD))
                        .service(event.service())
                        .facts(NoticeFacts.NONE.detail("day", event.day().toString())));
    }
}
