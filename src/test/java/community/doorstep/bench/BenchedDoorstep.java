package community.doorstep.bench;

import community.doorstep.Doorstep;
import java.io.IOException;

/** The application as in production, but that it ends with whoever started it. */
final class BenchedDoorstep {

    private BenchedDoorstep() {}

    public static void main(String[] arguments) {
        Thread watch = new Thread(BenchedDoorstep::endWithTheBench, "bench-watch");
        watch.setDaemon(true);
        watch.start();
        Doorstep.main(arguments);
    }

    private static void endWithTheBench() {
        try {
            System.in.transferTo(java.io.OutputStream.nullOutputStream());
        } catch (IOException gone) {
            System.err.println(gone.getMessage());
        }
        System.exit(0);
    }
}
