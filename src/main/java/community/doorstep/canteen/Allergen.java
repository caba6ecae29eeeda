package community.doorstep.canteen;

/** The eight that GB 7718 names. */
enum Allergen {
    GLUTEN,
    CRUSTACEANS,
    FISH,
    EGG,
    PEANUT,
    SOY,
    MILK,
    NUTS
}
