package io.jenkins.plugins.cfnattest.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
    private static final Pattern INCLUDED = Pattern.compile("<st:include class=\"[^\"]+\" page=\"([\\w.]+)\"");
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
    void explainEveryFieldAndNothingElse(Path form) throws IOException, ClassNotFoundException {
        List<Path> folders = folders(form);
        Set<String> fields = new TreeSet<>(fields(form));
        for (String included : found(INCLUDED, form)) {
            fields.addAll(fields(folders.stream()
                    .map(folder -> folder.resolve(included))
                    .filter(Files::isRegularFile)
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(form + " includes " + included + ", which is not there."))));
        }
        Set<String> explained = new TreeSet<>();
        for (Path folder : folders) {
            try (Stream<Path> files = Files.list(folder)) {
                files.map(file -> file.getFileName().toString())
                        .filter(name -> name.startsWith("help-"))
                        .map(name -> name.replaceAll("^help-|\\.html$", ""))
                        .filter(name -> !"scope".equals(name))
                        .forEach(explained::add);
            }
        }
        assertThat(explained).isEqualTo(fields);
    }

    /** Where Jenkins looks for what belongs to a form: beside it, then where its class inherits from. */
    private static List<Path> folders(Path form) throws ClassNotFoundException {
        Path relative = RESOURCES.relativize(form.getParent());
        String name = relative.toString().replace(File.separatorChar, '.');
        List<Path> folders = new ArrayList<>();
        for (Class<?> type = Class.forName(name, false, PagesTest.class.getClassLoader());
                type != null;
                type = type.getSuperclass()) {
            Path folder = RESOURCES.resolve(type.getName().replace('.', '/'));
            if (Files.isDirectory(folder)) {
                folders.add(folder);
            }
        }
        assertThat(folders).contains(form.getParent());
        return folders;
    }

    private static Set<String> fields(Path page) throws IOException {
        return found(FIELD, page);
    }

    private static Set<String> found(Pattern pattern, Path page) throws IOException {
        return pattern.matcher(Files.readString(page))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void areThere() throws IOException {
        assertThat(pages()).hasSizeGreaterThan(10);
        assertThat(forms()).hasSizeGreaterThan(8);
    }
}
