package community.doorstep.signin;

/** Secrets for authenticator apps, each 20 bytes that nobody can guess. */
public interface SecondFactorSecrets {

    byte[] next();
}
