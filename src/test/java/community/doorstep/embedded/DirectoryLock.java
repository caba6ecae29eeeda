package community.doorstep.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** One run at a time per data directory; the system frees it whichever way the run ends. */
final class DirectoryLock implements AutoCloseable {

    private final FileChannel file;

    private DirectoryLock(FileChannel file) {
        this.file = file;
    }

    /** Refuses while another run has it. */
    static DirectoryLock take(Path directory, String whereItListens) throws IOException {
        Path told = Files.createDirectories(directory).resolve("running");
        FileChannel file =
                FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!locked(file)) {
            file.close();
            String other = Files.exists(told) ? Files.readString(told) : "";
            throw new CannotStart("Doorstep is running already with the data in " + directory + ": " + other
                    + "\nStop that one first (Ctrl-C in its window). It was left alone.");
        }
        Files.writeString(told, "process " + ProcessHandle.current().pid() + ", " + whereItListens);
        return new DirectoryLock(file);
    }

    private static boolean locked(FileChannel file) throws IOException {
        try {
            FileLock lock = file.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException heldByThisJvm) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
