package io.jenkins.plugins.cfnattest;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cfnattest.gate.ReasonCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/threat-model.md names tests that exist, each test of the attack suite, and codes that the gate gives. */
class ThreatModelTest {
    private static final Path PAGE = Path.of("docs", "threat-model.md");
    private static final Path TESTS = Path.of("src", "test", "java");
    private static final Pattern NAMED = Pattern.compile("`([A-Z][A-Za-z0-9]+Test)\\.([a-z][A-Za-z0-9]+)`");
    private static final Pattern METHOD = Pattern.compile("(?m)^    void ([a-z][A-Za-z0-9]+)\\(");
    private static final Pattern CODE = Pattern.compile("`([A-Z]+_[A-Z_]+)`");

    private static Map<String, Set<String>> methods() throws IOException {
        Map<String, Set<String>> methods = new TreeMap<>();
        try (Stream<Path> files = Files.walk(TESTS)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith("Test.java")).toList()) {
                Matcher found = METHOD.matcher(Files.readString(file));
                methods.computeIfAbsent(file.getFileName().toString().replace(".java", ""), name -> new TreeSet<>())
                        .addAll(found.results().map(match -> match.group(1)).toList());
            }
        }
        return methods;
    }

    @Test
    void namesTestsThatExist() throws IOException {
        Map<String, Set<String>> methods = methods();
        List<String> missing = new ArrayList<>();
        Matcher named = NAMED.matcher(Files.readString(PAGE));
        int count = 0;
        while (named.find()) {
            count++;
            if (!methods.getOrDefault(named.group(1), Set.of()).contains(named.group(2))) {
                missing.add(named.group());
            }
        }
        assertThat(missing).isEmpty();
        assertThat(count).isGreaterThan(60);
    }

    @Test
    void namesEveryTestOfTheAttackSuite() throws IOException {
        String page = Files.readString(PAGE);
        List<String> unnamed = methods().entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("AttackOn"))
                .flatMap(entry -> entry.getValue().stream().map(method -> entry.getKey() + "." + method))
                .filter(name -> !page.contains("`" + name + "`") && !name.endsWith(".theProofItselfIsGood"))
                .toList();
        assertThat(unnamed).isEmpty();
    }

    @Test
    void namesCodesThatExist() throws IOException {
        Set<String> codes = Arrays.stream(ReasonCode.values()).map(Enum::name).collect(Collectors.toSet());
        List<String> unknown = CODE.matcher(Files.readString(PAGE))
                .results()
                .map(match -> match.group(1))
                .filter(code -> !codes.contains(code))
                .toList();
        assertThat(unknown).isEmpty();
    }

    /** Each line of a table of attacks has a test. */
    @Test
    void hasATestForEveryAttack() throws IOException {
        List<String> untested = Files.readAllLines(PAGE).stream()
                .dropWhile(line -> !line.startsWith("## Attacks"))
                .takeWhile(line -> !line.startsWith("## What is not stopped"))
                .filter(line -> line.startsWith("| ") && !line.startsWith("| attack ") && !line.startsWith("| ---"))
                .filter(line -> !NAMED.matcher(line).find())
                .toList();
        assertThat(untested).isEmpty();
    }
}
