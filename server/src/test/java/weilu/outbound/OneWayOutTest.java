package weilu.outbound;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.net.HttpURLConnection;
import java.net.URL;
import java.net.URLConnection;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class OneWayOutTest {
    private static final String READS_OWN_JARS = "weilu\\.db\\.(MigrationScripts|PostgresBinaries)";
    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("weilu");

    @Test
    @DisplayName("[OB1] only the outbound client speaks HTTP to the outside")
    void noOtherClient() {
        noClasses().that().resideOutsideOfPackage("weilu.outbound")
                .should().dependOnClassesThat().resideInAnyPackage("org.apache.hc..").check(PRODUCT);
        noClasses().should().dependOnClassesThat().resideInAnyPackage(
                "java.net.http..", "okhttp3..", "org.apache.http..", "io.vertx.ext.web.client..",
                "io.vertx.core.http.impl..", "jakarta.ws.rs.client..", "org.eclipse.microprofile.rest.client..",
                "dev.langchain4j.http..", "dev.langchain4j.model.openai..").check(PRODUCT);
        noClasses().should().dependOnClassesThat().haveFullyQualifiedName("io.vertx.core.http.HttpClient")
                .check(PRODUCT);
    }

    @Test
    @DisplayName("[OB1] nobody opens a URL by itself, but for resources of our own jars")
    void noUrlConnections() {
        noClasses().that().haveNameNotMatching(READS_OWN_JARS)
                .should().callMethod(URL.class, "openConnection")
                .orShould().callMethod(URL.class, "openStream")
                .orShould().callMethod(URL.class, "getContent")
                .orShould().dependOnClassesThat().areAssignableTo(URLConnection.class).check(PRODUCT);
        noClasses().should().dependOnClassesThat().areAssignableTo(HttpURLConnection.class).check(PRODUCT);
    }
}
