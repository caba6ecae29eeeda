package community.doorstep.incident;

/** What kind of thing it was. */
public enum IncidentKind {
    INJURY,
    ILLNESS,
    ALLERGY,
    CONFLICT,
    OTHER
}
