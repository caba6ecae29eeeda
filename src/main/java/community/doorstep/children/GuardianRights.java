package community.doorstep.children;

/**
 * What a guardian may.
 *
 * @param informed is told what happens, and reads the child's card, incidents and sheets
 * @param arranges says who may fetch the child
 * @param picksUp may fetch it
 */
public record GuardianRights(boolean informed, boolean arranges, boolean picksUp) {

    static final GuardianRights ALL = new GuardianRights(true, true, true);
}
