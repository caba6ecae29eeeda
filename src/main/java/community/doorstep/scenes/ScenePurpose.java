package community.doorstep.scenes;

/** What a code is for, and the mini program's page that it opens. */
public enum ScenePurpose {
    /** The poster of a station: what can be booked there. */
    STATION("pages/station/station"),
    /** A meal is handed out once. The app leads on: staff to the counter, its people to their booking. */
    MEAL("pages/home/home"),
    /** A child is handed over once; the teacher is led to the door. */
    PICK_UP("pages/home/home");

    private final String page;

    ScenePurpose(String page) {
        this.page = page;
    }

    public String page() {
        return page;
    }
}
