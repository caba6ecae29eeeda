package community.doorstep.repair;

/** What is asked of whoever calls; each can be answered yes or no, and a yes may not wait. */
enum Question {
    WATER_RUNNING("水还在流吗？", "Is water still running?", 1),
    WATER_NEAR_POWER("水碰到电线或插座了吗？", "Has water reached wires or sockets?", 0),
    BACKING_UP("污水在往外冒吗？", "Is waste water coming up?", 2),
    SPARKS_OR_SMELL("有火花或焦味吗？", "Are there sparks or a smell of burning?", 0),
    ALL_DARK("家里全黑了吗？", "Is the whole home dark?", 3),
    LOCKED_OUT("进不了家门吗？", "Is somebody locked out?", 2),
    LOCKED_IN("有老人或小孩被锁在里面吗？", "Is an elder or a child locked in?", 0),
    STOVE_ON("屋里开着火吗？", "Is the stove on inside?", 0),
    SOMEBODY_HURT("有人受伤或有危险吗？", "Is somebody hurt or in danger?", 0);

    private final String chinese;
    private final String english;
    private final int priority;

    Question(String chinese, String english, int priority) {
        this.chinese = chinese;
        this.english = english;
        this.priority = priority;
    }

    String words(boolean inEnglish) {
        return inEnglish ? english : chinese;
    }

    /** What a yes makes of the job: 0 is danger. */
    int priority() {
        return priority;
    }
}
