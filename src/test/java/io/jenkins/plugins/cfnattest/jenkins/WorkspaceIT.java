package io.jenkins.plugins.cfnattest.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cfnattest.jenkins.harness.Build;
import io.jenkins.plugins.cfnattest.jenkins.harness.InJenkins;
import io.jenkins.plugins.cfnattest.jenkins.harness.InboundAgent;
import io.jenkins.plugins.cfnattest.jenkins.harness.JenkinsServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Only files below the workspace are read, and only those that are templates are attested. */
@InJenkins
class WorkspaceIT {
    private static final int MIB = 1024 * 1024;

    private final JenkinsServer jenkins;
    private Staging staging;

    WorkspaceIT(JenkinsServer jenkins) {
        this.jenkins = jenkins;
    }

    @BeforeEach
    void configure() throws IOException {
        staging = Staging.at(jenkins);
    }

    @AfterEach
    void close() {
        staging.close();
    }

    @Test
    void refusesPathsThatLeaveTheWorkspace() {
        String outside = jenkins.home().resolve("secrets/master.key").toString();
        Build build = tryAll(
                "e2e-paths",
                "node",
                Templates.write("bucket.yaml", Templates.BUCKET),
                List.of("../x", "a/../../x", outside, "..\\x", "C:/x", "a//x", "", "missing.yaml"));
        assertThat(build.console())
                .contains("REFUSED ../x: template should be a relative path")
                .contains("REFUSED a/../../x: template should be a relative path")
                .contains("REFUSED " + outside + ": template should be a relative path")
                .contains("REFUSED ..\\x: template should be a relative path")
                .contains("REFUSED C:/x: template should be a relative path")
                .contains("REFUSED a//x: template should be a relative path")
                .contains("REFUSED : template should be a relative path, but is empty")
                .contains("REFUSED missing.yaml: template 'missing.yaml' does not exist in the workspace");
        assertNothingMade(build);
    }

    @Test
    void refusesLinksThatLeaveTheWorkspace() throws IOException {
        Path secret = jenkins.folder().resolve("outside.yaml");
        Files.writeString(secret, Templates.BUCKET);
        Path workspace = Files.createDirectories(jenkins.home().resolve("workspace/e2e-links"));
        Files.createSymbolicLink(workspace.resolve("link.yaml"), secret);
        Files.createSymbolicLink(workspace.resolve("folder"), jenkins.folder());
        Build build = tryAll("e2e-links", "node", "", List.of("link.yaml", "folder/outside.yaml", "folder"));
        assertThat(build.console())
                .contains("REFUSED link.yaml: template 'link.yaml' leads out of the workspace")
                .contains("REFUSED folder/outside.yaml: template 'folder/outside.yaml' leads out of the workspace")
                .contains("REFUSED folder: template 'folder' leads out of the workspace");
        assertNothingMade(build);
    }

    @Test
    void refusesLinksThatLeaveTheWorkspaceOfAnAgent() throws IOException {
        try (InboundAgent agent = InboundAgent.start(jenkins, "linked")) {
            Path workspace = Files.createDirectories(agent.directory().resolve("workspace/e2e-agent-links"));
            Files.createSymbolicLink(
                    workspace.resolve("link.yaml"), agent.directory().resolve("secret"));
            Build build = tryAll("e2e-agent-links", "node('linked')", "", List.of("link.yaml", "../../secret"));
            assertThat(build.console())
                    .contains("REFUSED link.yaml: template 'link.yaml' leads out of the workspace")
                    .contains("REFUSED ../../secret: template should be a relative path");
            assertNothingMade(build);
        }
    }

    @Test
    void attestsThroughALinkThatStaysInTheWorkspace() throws IOException {
        Path workspace = Files.createDirectories(jenkins.home().resolve("workspace/e2e-inner-link"));
        Files.writeString(workspace.resolve("bucket.yaml"), Templates.BUCKET);
        Files.createSymbolicLink(workspace.resolve("link.yaml"), Path.of("bucket.yaml"));
        Build build = tryAll("e2e-inner-link", "node", "", List.of("link.yaml"));
        assertThat(build.console()).contains("ACCEPTED link.yaml");
        assertThat(build.envelopes()).hasSize(1);
    }

    @Test
    void refusesWhatIsNoTemplate() throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("empty", new byte[0]);
        files.put("binary", new byte[] {0, 1, 2, (byte) 0xff, (byte) 0xfe});
        files.put("latin1", "Resources: Köln".getBytes(StandardCharsets.ISO_8859_1));
        files.put("large", "#".repeat(MIB + 1).getBytes(StandardCharsets.UTF_8));
        files.put("bomb", utf8(bomb()));
        files.put("deep", utf8("a: " + "[".repeat(5000)));
        files.put("doubled", utf8("Resources: {A: {Type: 'AWS::SNS::Topic'}}\nResources: {}"));
        files.put("list", utf8("- a\n- b\n"));
        files.put("nothing", utf8("Description: nothing\n"));
        files.put("broken", utf8("Resources: {A: [\n"));
        Path workspace = Files.createDirectories(jenkins.home().resolve("workspace/e2e-no-template"));
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Files.write(workspace.resolve(file.getKey()), file.getValue());
        }
        Build build = tryAll("e2e-no-template", "node", "", List.copyOf(files.keySet()));
        String console = build.console();
        for (String file : files.keySet()) {
            assertThat(console).contains("REFUSED " + file + ": ");
        }
        assertThat(console)
                .contains("REFUSED large: template 'large' is larger than 1048576 bytes")
                .doesNotContain("Exception", "\tat ", "Error:", "null");
        assertNothingMade(build);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Nine levels of nine aliases each. */
    private static String bomb() {
        StringBuilder text = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x]\n");
        for (int i = 1; i < 10; i++) {
            String alias = "*a" + (i - 1);
            text.append("a" + i + ": &a" + i + " [" + String.join(",", Collections.nCopies(9, alias)) + "]\n");
        }
        return text.append("Resources: {A: {Type: 'AWS::SNS::Topic', Properties: *a9}}\n")
                .toString();
    }

    /** Attests each file and prints which were accepted, and why others were not. */
    private Build tryAll(String name, String node, String prepare, List<String> files) {
        String list = files.stream()
                .map(file -> "'" + file.replace("\\", "\\\\") + "'")
                .collect(Collectors.joining(", "));
        String script = """
                %s {
                    %s
                    for (file in [%s]) {
                        try {
                            cfnNagAttest template: file
                            echo "ACCEPTED ${file}"
                        } catch (error) {
                            echo "REFUSED ${file}: ${error.message}"
                        }
                    }
                }
                """.formatted(node, prepare, list);
        Build build = jenkins.pipeline(name, script).build();
        assertThat(build.result()).as(build.console()).isEqualTo("SUCCESS");
        return build;
    }

    private static void assertNothingMade(Build build) {
        assertThat(build.console()).doesNotContain("ACCEPTED");
        assertThat(build.envelopes()).isEmpty();
        assertThat(build.folder().resolve("archive")).doesNotExist();
        assertThat(build.json().path("actions").findValuesAsText("_class"))
                .noneMatch(name -> name.contains("cfnattest"));
    }
}
