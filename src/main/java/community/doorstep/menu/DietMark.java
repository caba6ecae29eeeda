package community.doorstep.menu;

/** What a dish suits, and what somebody needs: soft for weak teeth, and the like. */
public enum DietMark {
    SOFT("软食"),
    LOW_SALT("低盐"),
    LOW_SUGAR("低糖"),
    LOW_FAT("低脂"),
    VEGETARIAN("素食"),
    HALAL("清真");

    private final String title;

    DietMark(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }
}
