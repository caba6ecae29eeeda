package community.doorstep.repair;

import java.util.List;
import java.util.Set;

/** What is broken, what is asked about it, and the skill that the worker needs unless a community says another. */
enum RepairCategory {
    BULB("换灯泡", "A bulb", "BULB", 5, Question.SPARKS_OR_SMELL, Question.ALL_DARK),
    DRAIN("疏通下水道", "A blocked drain", "DRAIN", 5, Question.BACKING_UP, Question.WATER_NEAR_POWER),
    TAP("修水龙头", "A tap", "TAP", 5, Question.WATER_RUNNING, Question.WATER_NEAR_POWER),
    PIPE("水管漏水", "A leaking pipe", "TAP", 4, Question.WATER_RUNNING, Question.WATER_NEAR_POWER),
    POWER("修电路插座", "Power or a socket", "POWER", 4, Question.SPARKS_OR_SMELL, Question.ALL_DARK),
    LOCK("修门锁", "A lock", "LOCK", 5, Question.LOCKED_IN, Question.STOVE_ON, Question.LOCKED_OUT),
    OTHER("其他报修", "Something else", "OTHER", 6, Question.SOMEBODY_HURT);

    private final String title;
    private final String english;
    private final String skill;
    private final int priority;
    private final List<Question> questions;

    RepairCategory(String title, String english, String skill, int priority, Question... questions) {
        this.title = title;
        this.english = english;
        this.skill = skill;
        this.priority = priority;
        this.questions = List.of(questions);
    }

    /** As the workers' list shows it. */
    String title() {
        return title;
    }

    String words(boolean inEnglish) {
        return inEnglish ? english : title;
    }

    String skill() {
        return skill;
    }

    List<Question> questions() {
        return questions;
    }

    /** What nobody likes to do. */
    boolean isDirty() {
        return this == DRAIN;
    }

    /** Danger first: the most urgent of what was answered with yes. */
    int priority(Set<Question> yes) {
        return yes.stream().mapToInt(Question::priority).reduce(priority, Math::min);
    }
}
