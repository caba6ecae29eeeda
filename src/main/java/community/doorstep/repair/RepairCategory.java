package community.doorstep.repair;

/** What is broken; also the skill that the worker needs. */
enum RepairCategory {
    BULB("换灯泡"),
    DRAIN("疏通下水道"),
    TAP("修水龙头"),
    LOCK("修门锁"),
    OTHER("其他报修");

    private final String title;

    RepairCategory(String title) {
        this.title = title;
    }

    /** As the workers' list shows it. */
    String title() {
        return title;
    }
}
