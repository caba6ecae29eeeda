package community.doorstep.embedded;

/** What the embedded run prints when it is up: where to look, and whom to sign in as. */
final class Welcome {

    private Welcome() {}

    static String text(EmbeddedSettings settings) {
        StringBuilder text = new StringBuilder("""

            Doorstep 家门口 is up.

              the app         http://127.0.0.1:%1$d/
              API             http://127.0.0.1:%1$d/api
              try the API     http://127.0.0.1:%1$d/swagger-ui.html
              OpenAPI         http://127.0.0.1:%1$d/v3/api-docs
              WeChat          http://127.0.0.1:%3$d/   (simulator: see and pay what was ordered)
              health          http://127.0.0.1:%2$d/actuator/health
              data            %4$s

            The console: scan or type its code in the app, or sign in as %5$s with the password %6$s
            and an authenticator with the secret %7$s (oathtool --totp -b %7$s).

            To sign in: POST /api/sessions {"code": "..."} with one of these codes, as often as you like.

            """.formatted(
                        settings.port(),
                        settings.managementPort(),
                        settings.wechatPort(),
                        settings.directory().toAbsolutePath(),
                        SampleSignIn.NAME,
                        SampleSignIn.PASSWORD,
                        SampleSignIn.SECRET));
        for (SamplePerson person : SamplePerson.values()) {
            text.append("  %-16s %s%n".formatted(person.code(), person.description()));
        }
        return text.append("\nCtrl-C stops it; README.md shows what to do next.\n")
                .toString();
    }
}
