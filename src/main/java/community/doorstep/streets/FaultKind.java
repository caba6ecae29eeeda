package community.doorstep.streets;

/** What breaks in a street. */
enum FaultKind {
    LAMP("路灯不亮", "A dead lamp"),
    BENCH("座椅损坏", "A broken bench"),
    ROAD("路面破损", "A broken road"),
    DRAIN("井盖或下水", "A drain or its cover"),
    PLAYGROUND("健身或儿童设施", "A playground or fitness device"),
    OTHER("其他公共设施", "Something else");

    private final String title;
    private final String english;

    FaultKind(String title, String english) {
        this.title = title;
        this.english = english;
    }

    String title() {
        return title;
    }

    String words(boolean inEnglish) {
        return inEnglish ? english : title;
    }
}
