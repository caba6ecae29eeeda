package community.doorstep.catalog;

import java.util.List;

/** @param leftOut how many were not made because their room or teacher is taken at that time */
record SlotsMade(List<Slot> slots, int leftOut) {}
