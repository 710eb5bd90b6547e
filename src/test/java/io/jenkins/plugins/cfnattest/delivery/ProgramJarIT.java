package io.jenkins.plugins.cfnattest.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

class ProgramJarIT {
    @Test
    void holdsNothingOfThePluginAndNoStaleSignature() throws IOException {
        assertThat(names())
                .contains("io/jenkins/plugins/cfnattest/cli/Main.class")
                .noneMatch(name -> name.startsWith("io/jenkins/plugins/cfnattest/plugin/"))
                .noneMatch(name -> name.startsWith("hudson/") || name.startsWith("jenkins/"))
                .noneMatch(name -> name.startsWith("META-INF/annotations/"))
                .noneMatch(name -> name.matches("META-INF/[^/]+\\.(SF|RSA|DSA|EC)"));
    }

    @Test
    void keepsLicencesAndServicesOfItsLibraries() throws IOException {
        assertThat(names())
                .contains(
                        "META-INF/LICENSE",
                        "META-INF/NOTICE",
                        "META-INF/services/org.slf4j.spi.SLF4JServiceProvider",
                        "META-INF/services/software.amazon.awssdk.http.SdkHttpService");
    }

    @Test
    void startsWithTheCommandLineAndReadsVersionedClasses() throws IOException {
        try (JarFile jar = open()) {
            Attributes main = jar.getManifest().getMainAttributes();
            assertThat(main.getValue(Attributes.Name.MAIN_CLASS)).isEqualTo("io.jenkins.plugins.cfnattest.cli.Main");
            assertThat(main.getValue(Attributes.Name.MULTI_RELEASE)).isEqualTo("true");
            assertThat(main.getValue(Attributes.Name.IMPLEMENTATION_VERSION)).isNotBlank();
        }
    }

    private static List<String> names() throws IOException {
        try (JarFile jar = open()) {
            return jar.stream().map(ZipEntry::getName).toList();
        }
    }

    private static JarFile open() throws IOException {
        return new JarFile(System.getProperty("cfnattest.jar"));
    }
}
