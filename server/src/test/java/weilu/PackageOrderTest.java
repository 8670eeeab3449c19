package weilu;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Imports run downward only; ARCHITECTURE.md draws the same order. */
final class PackageOrderTest {
    /** From the top to the ground; packages on one line do not know each other. */
    private static final List<Set<String>> LAYERS = List.of(
            Set.of("app"),
            Set.of("socket", "turn"),
            Set.of("conversation", "memory"),
            Set.of("agent"),
            Set.of("engine", "tool"),
            Set.of("gateway"),
            Set.of("importing", "knowledge"),
            Set.of("redpacket"),
            Set.of("message"),
            Set.of("ledger"),
            Set.of("room"),
            Set.of("account", "backup"),
            Set.of("media", "outbound"),
            Set.of("node"),
            Set.of("db"),
            Set.of("protocol"),
            Set.of("id"));

    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("weilu");

    @Test
    @DisplayName("imports run downward only")
    void importsRunDownward() {
        Set<String> upward = new TreeSet<>();
        for (JavaClass from : classes) {
            for (Dependency dependency : from.getDirectDependenciesFromSelf()) {
                String target = feature(dependency.getTargetClass());
                if (target != null && !target.equals(feature(from)) && layer(target) <= layer(feature(from))) {
                    upward.add(from.getName() + " → " + dependency.getTargetClass().getName());
                }
            }
        }
        assertThat(upward).isEmpty();
    }

    @Test
    @DisplayName("there is no cycle between packages")
    void thereIsNoCycle() {
        slices().matching("weilu.(*)..").should().beFreeOfCycles().check(classes);
    }

    private static String feature(JavaClass javaClass) {
        String[] parts = javaClass.getPackageName().split("\\.");
        return parts.length > 1 && parts[0].equals("weilu") ? parts[1] : null;
    }

    private static int layer(String feature) {
        for (int i = 0; i < LAYERS.size(); i++) {
            if (LAYERS.get(i).contains(feature)) {
                return i;
            }
        }
        throw new AssertionError("the package " + feature + " has no place in the order yet; give it one here");
    }
}
