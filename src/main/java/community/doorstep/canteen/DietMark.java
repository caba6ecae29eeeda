package community.doorstep.canteen;

/** What a dish suits: soft for weak teeth, and the like. */
enum DietMark {
    SOFT,
    LOW_SALT,
    LOW_SUGAR,
    LOW_FAT,
    VEGETARIAN,
    HALAL
}
