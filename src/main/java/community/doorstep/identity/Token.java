package community.doorstep.identity;

import community.doorstep.shared.Secret;

/** An opaque secret: 256 random bits for the holder, its hash for us. */
record Token(String secret) {

    private static final int BYTES = 32;

    static Token fresh() {
        return new Token(Secret.fresh(BYTES));
    }

    String hash() {
        return Secret.hash(secret);
    }

    @Override
    public String toString() {
        return "Token[…]";
    }
}
