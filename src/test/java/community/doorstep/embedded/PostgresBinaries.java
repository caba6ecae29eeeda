package community.doorstep.embedded;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's programs, unpacked once into a folder from the archive on the class path. */
final class PostgresBinaries {

    private PostgresBinaries() {}

    /**
     * Unpacks them unless they are there. They appear all at once, so that one who comes meanwhile, or after an unpacking
     * that was interrupted, finds all or nothing.
     */
    static synchronized Path in(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            Path fresh = folder.resolveSibling(
                    folder.getFileName() + "-" + ProcessHandle.current().pid());
            Folders.delete(fresh);
            Files.createDirectories(fresh);
            unpack(fresh);
            moveTo(folder, fresh);
        }
        return folder.resolve("bin");
    }

    private static void moveTo(Path folder, Path fresh) throws IOException {
        try {
            Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException another) {
            Folders.delete(fresh);
            if (!Files.exists(folder)) {
                throw another;
            }
        }
    }

    private static void unpack(Path folder) throws IOException {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String name = system.contains("windows") ? "Windows" : system.contains("mac") ? "Darwin" : "Linux";
        String machine = System.getProperty("os.arch").replace("amd64", "x86_64");
        try (InputStream archive = DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(name, machine);
                TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(archive))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpack(entry, tar, folder.resolve(entry.getName()).normalize());
            }
        }
    }

    private static void unpack(TarArchiveEntry entry, InputStream content, Path target) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(content, target);
        if (target.getParent().endsWith("bin") && !target.toFile().setExecutable(true)) {
            throw new IOException("Cannot make " + target + " executable");
        }
    }
}
