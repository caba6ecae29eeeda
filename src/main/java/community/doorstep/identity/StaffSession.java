package community.doorstep.identity;

/** A session just opened; the token is seen this once. */
public record StaffSession(String token, MeView me) {

    @Override
    public String toString() {
        return "StaffSession[" + me + "]";
    }
}
