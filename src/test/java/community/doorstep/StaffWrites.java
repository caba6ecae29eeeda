package community.doorstep;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import community.doorstep.shared.Audit;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;

/** What staff change by the API, and whether the code behind it ever comes to the audit. */
final class StaffWrites {

    private static final Pattern STAFF = Pattern.compile("/api/(station|admin|worker)/.*");

    /** Leads from everything to everything, at another time and in nobody's name. */
    private static final String LATER = "Outbox";

    /** Comes to the audit in one case of many; not what a booking is written down by. */
    private static final String SOMETIMES = "BookingBatch.waived";

    /** Every class is read for it: once. */
    private static final TreeMap<String, JavaMethod> ALL = read();

    private StaffWrites() {}

    /** Those of which nothing gets into the audit, as {@code POST /api/station/...}. */
    static Set<String> unaudited() {
        TreeMap<String, JavaMethod> left = new TreeMap<>(ALL);
        left.values().removeIf(StaffWrites::comesToTheAudit);
        return new TreeSet<>(left.keySet());
    }

    static Set<String> all() {
        return ALL.keySet();
    }

    private static TreeMap<String, JavaMethod> read() {
        TreeMap<String, JavaMethod> found = new TreeMap<>();
        for (JavaClass type : application()) {
            type.getMethods().forEach(method -> addresses(method).forEach(address -> found.put(address, method)));
        }
        return found;
    }

    private static JavaClasses application() {
        try {
            return new ClassFileImporter()
                    .importPath(Path.of(Doorstep.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI()));
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Stream<String> addresses(JavaMethod method) {
        if (method.getAnnotations().stream()
                .noneMatch(one -> one.getRawType().getName().startsWith("org.springframework.web.bind.annotation."))) {
            return Stream.empty();
        }
        RequestMapping own = AnnotatedElementUtils.findMergedAnnotation(method.reflect(), RequestMapping.class);
        if (own == null || List.of(own.method()).contains(RequestMethod.GET)) {
            return Stream.empty();
        }
        RequestMapping around =
                AnnotatedElementUtils.findMergedAnnotation(method.getOwner().reflect(), RequestMapping.class);
        String begin = around == null ? "" : around.path()[0];
        return (own.path().length == 0 ? Stream.of("") : Stream.of(own.path()))
                .map(end -> begin + end)
                .filter(STAFF.asMatchPredicate())
                .map(path -> own.method()[0] + " " + path);
    }

    private static boolean comesToTheAudit(JavaMethod endpoint) {
        Set<JavaCodeUnit> seen = new HashSet<>();
        Deque<JavaCodeUnit> ahead = new ArrayDeque<>(List.of(endpoint));
        while (!ahead.isEmpty()) {
            JavaCodeUnit unit = ahead.poll();
            if (unit.getOwner().isEquivalentTo(Audit.class)) {
                return true;
            }
            called(unit).filter(seen::add).forEach(ahead::add);
        }
        return false;
    }

    /** What it calls or hands on to be called; of an interface, all that may be meant. */
    private static Stream<JavaCodeUnit> called(JavaCodeUnit unit) {
        return Stream.<JavaAccess<?>>concat(
                        unit.getMethodCallsFromSelf().stream(), unit.getMethodReferencesFromSelf().stream())
                .filter(access -> access.getTargetOwner().getPackageName().startsWith("community.doorstep"))
                .filter(access -> !access.getTargetOwner().getSimpleName().equals(LATER))
                .filter(access -> !(access.getTargetOwner().getSimpleName() + "." + access.getName()).equals(SOMETIMES))
                .flatMap(StaffWrites::meant);
    }

    private static Stream<JavaCodeUnit> meant(JavaAccess<?> access) {
        return access.getTarget()
                .resolveMember()
                .map(JavaCodeUnit.class::cast)
                .map(target -> Stream.concat(Stream.of(target), overriding(target, access.getTargetOwner())))
                .orElse(Stream.empty());
    }

    private static Stream<JavaCodeUnit> overriding(JavaCodeUnit target, JavaClass owner) {
        return owner.getAllSubclasses().stream()
                .flatMap(type -> type.tryGetMethod(target.getName(), names(target)).stream());
    }

    private static String[] names(JavaCodeUnit unit) {
        return unit.getRawParameterTypes().stream().map(JavaClass::getName).toArray(String[]::new);
    }
}
