package community.doorstep.menu;

/** The eight that GB 7718 names. */
public enum Allergen {
    GLUTEN("麸质"),
    CRUSTACEANS("甲壳类"),
    FISH("鱼"),
    EGG("蛋"),
    PEANUT("花生"),
    SOY("大豆"),
    MILK("奶"),
    NUTS("坚果");

    private final String title;

    Allergen(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }
}
