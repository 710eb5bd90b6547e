package io.jenkins.plugins.cfnattest.inspect.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.cfnattest.inspect.Rule;
import io.jenkins.plugins.cfnattest.inspect.Scan;
import io.jenkins.plugins.cfnattest.inspect.ScanOptions;
import io.jenkins.plugins.cfnattest.inspect.ScanResult;
import io.jenkins.plugins.cfnattest.inspect.Violation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Measures against recorded answers of cfn_nag, where a folder with them is given ({@code -Dcfnattest.shared=FOLDER}). */
class ParityTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path SHARED = Path.of(System.getProperty("cfnattest.shared", "../shared"), "parity");
    private static final Set<String> KNOWN =
            Catalogue.all().rules().stream().map(Rule::id).collect(Collectors.toSet());
    /** A defect keeps it silent there. */
    private static final String FIRES_HERE_ONLY = "F665";
    /** A property with this name makes cfn_nag report a resource that does not exist, without a line. */
    private static final Set<String> NOT_IMITATED = Set.of("struct/property-named-logical_resource_id.yaml");
    /** Read by taking the last there, refused here. */
    private static final Set<String> DUPLICATE_KEYS = Set.of(
            "doc/json-duplicate-key.json",
            "doc/yaml-duplicate-resource.yaml",
            "misc/rds-public-ref.yaml",
            "nacl/duplicate-and-overlap.yaml");

    @ParameterizedTest
    @CsvSource({"corpus, corpus", "extra, extra", "probes, probes", "variants, corpus"})
    void answersAsCfnNagDoes(String set, String folder) throws IOException {
        Path file = SHARED.resolve(set + ".json");
        assumeTrue(Files.isRegularFile(file), "Skipped: no recorded answers in " + SHARED);
        List<String> mismatches = new ArrayList<>();
        int compared = 0;
        for (JsonNode entry : JSON.readTree(file.toFile()).get("entries")) {
            Path template = SHARED.resolve(folder).resolve(entry.get("path").asText());
            if (Files.isRegularFile(template)
                    && !NOT_IMITATED.contains(entry.get("path").asText())) {
                compared++;
                compare(entry, Files.readAllBytes(template), mismatches);
            }
        }
        System.out.println("Parity with " + set + ": " + (compared - mismatches.size()) + " of " + compared);
        assertThat(mismatches).as("mismatches in %s", set).isEmpty();
    }

    private static void compare(JsonNode entry, byte[] template, List<String> mismatches) {
        ScanResult result = new Scan(Catalogue.cfnNag(), options(entry)).scan(template);
        if (entry.path("variant").asText().equals("ignore-fatal")) {
            result = result.withoutFatal();
        }
        Map<String, Integer> found = found(result);
        boolean fatal = found.keySet().stream().anyMatch(key -> key.startsWith(Violation.FATAL));
        String outcome = entry.get("outcome").asText();
        if (outcome.equals("crash")) {
            return;
        }
        boolean wantsFatal =
                outcome.equals("fatal") && !entry.path("variant").asText().equals("ignore-fatal")
                        || DUPLICATE_KEYS.contains(entry.get("path").asText());
        Map<String, Integer> expected = expected(entry);
        if (wantsFatal ? !fatal : !expected.equals(found)) {
            mismatches.add(
                    entry.path("variant").asText() + " " + entry.get("path").asText() + ": "
                            + (wantsFatal ? "expected FATAL, found " + found : difference(expected, found))
                            + (fatal
                                    ? " "
                                            + result.violations().stream()
                                                    .filter(v -> v.id().equals("FATAL"))
                                                    .map(Violation::message)
                                                    .toList()
                                    : ""));
        }
    }

    private static String difference(Map<String, Integer> expected, Map<String, Integer> found) {
        Map<String, Integer> missing = new TreeMap<>(expected);
        missing.keySet().removeIf(key -> expected.get(key).equals(found.get(key)));
        Map<String, Integer> extra = new TreeMap<>(found);
        extra.keySet().removeIf(key -> found.get(key).equals(expected.get(key)));
        return "missing " + missing + " extra " + extra;
    }

    private static ScanOptions options(JsonNode entry) {
        ScanOptions options = ScanOptions.standard();
        if (entry.hasNonNull("parameter_values")) {
            options = options.withParameterValues(entry.get("parameter_values").asText());
        }
        if (entry.hasNonNull("condition_values")) {
            options = options.withConditionValues(entry.get("condition_values").asText());
        }
        if (entry.path("settings").hasNonNull("profile_definition")) {
            options = options.withProfile(
                    entry.get("settings").get("profile_definition").asText());
        }
        if (entry.path("settings").hasNonNull("deny_list_definition")) {
            options = options.withDenyList(
                    entry.get("settings").get("deny_list_definition").asText());
        }
        return entry.path("variant").asText().equals("no-suppression") ? options.withoutSuppression() : options;
    }

    private static Map<String, Integer> expected(JsonNode entry) {
        Map<String, Integer> result = new HashMap<>();
        for (JsonNode violation : entry.get("violations")) {
            String id = violation.get("id").asText();
            if (KNOWN.contains(id)) {
                for (int i = 0; i < violation.get("logical_resource_ids").size(); i++) {
                    String line = violation.get("line_numbers").get(i).asText();
                    result.merge(
                            id + " "
                                    + violation
                                            .get("logical_resource_ids")
                                            .get(i)
                                            .asText() + ":" + line,
                            1,
                            Integer::sum);
                }
            }
        }
        return result;
    }

    private static Map<String, Integer> found(ScanResult scan) {
        Map<String, Integer> result = new HashMap<>();
        for (Violation violation : scan.violations()) {
            if (violation.id().equals(FIRES_HERE_ONLY)) {
                continue;
            }
            violation
                    .places()
                    .forEach(place -> result.merge(
                            violation.id() + " " + place.logicalResourceId() + ":" + place.line(), 1, Integer::sum));
            if (violation.places().isEmpty()) {
                result.merge(violation.id(), 1, Integer::sum);
            }
        }
        return result;
    }
}
