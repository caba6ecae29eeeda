package community.doorstep.repair;

import community.doorstep.shared.GeoPoint;

/**
 * What a resident says when calling for a repair.
 *
 * @param stairs whether the door is reached by stairs only
 */
record RepairDetails(RepairCategory category, String address, GeoPoint place, String note, boolean stairs) {

    /** What the worker at the door must know beyond the address. */
    String noteForWorker() {
        return stairs ? (note + " （楼梯）").strip() : note;
    }

    @Override
    public String toString() {
        return "RepairDetails[" + category + "]";
    }
}
