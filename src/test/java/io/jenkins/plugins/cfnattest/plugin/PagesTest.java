package io.jenkins.plugins.cfnattest.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rules that every page and form keeps. */
class PagesTest {
    private static final Path RESOURCES = Path.of("src/main/resources");
    private static final Pattern FIELD = Pattern.compile("<f:entry[^>]* field=\"(\\w+)\"");
    private static final Pattern INLINE =
            Pattern.compile("<script|<style|\\sstyle=|\\son[a-z]+=|javascript:|<j:out", Pattern.CASE_INSENSITIVE);

    static Stream<Path> pages() throws IOException {
        try (Stream<Path> files = Files.walk(RESOURCES)) {
            return files.filter(file -> file.toString().endsWith(".jelly")).toList().stream();
        }
    }

    static Stream<Path> forms() throws IOException {
        return pages().filter(page -> Set.of("config.jelly", "credentials.jelly")
                .contains(page.getFileName().toString()));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void escapeByDefault(Path page) throws IOException {
        assertThat(Files.readString(page)).startsWith("<?jelly escape-by-default='true'?>\n");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void haveNoScriptsOrStylesOfTheirOwn(Path page) throws IOException {
        assertThat(Files.readString(page)).doesNotContainPattern(INLINE);
    }

    /** In such a text, what stands in parentheses is taken for arguments. */
    @ParameterizedTest
    @MethodSource("pages")
    void haveNoParenthesesInTheirTexts(Path page) throws IOException {
        assertThat(Files.readString(page)).doesNotContainPattern("\\$\\{%[^}]*\\(");
    }

    @ParameterizedTest
    @MethodSource("forms")
    void explainEveryFieldAndNothingElse(Path form) throws IOException {
        Set<String> fields = FIELD.matcher(Files.readString(form))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> explained;
        try (Stream<Path> files = Files.list(form.getParent())) {
            explained = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("help-"))
                    .map(name -> name.replaceAll("^help-|\\.html$", ""))
                    .filter(name -> !"scope".equals(name))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
        assertThat(explained).isEqualTo(fields);
    }

    @Test
    void areThere() throws IOException {
        assertThat(pages()).hasSizeGreaterThan(10);
        assertThat(forms()).hasSizeGreaterThan(7);
    }
}
