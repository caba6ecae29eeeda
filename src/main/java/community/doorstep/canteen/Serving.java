package community.doorstep.canteen;

/** How a meal reaches who eats it. */
enum Serving {
    /** 堂食. */
    DINE_IN("堂食"),
    /** 自取. */
    TAKE_AWAY("自取"),
    /** 送餐. */
    DELIVERY("送餐");

    private final String title;

    Serving(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }
}
