package io.jenkins.plugins.cfnattest.inspect.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The pages in {@code docs} are those that the rules make now. */
class RulePagesTest {
    private static final Path FOLDER = Path.of("docs", "rules");
    private static final Map<String, String> PAGES = RulePages.all();

    /** Every page is made before the first is written, and each is put in place as a whole. */
    @BeforeAll
    static void renews() throws IOException {
        if (!Boolean.getBoolean("cfnattest.write-docs")) {
            return;
        }
        Files.createDirectories(FOLDER);
        for (String stale : present()) {
            if (!PAGES.containsKey(stale)) {
                Files.delete(Path.of(stale));
            }
        }
        for (Map.Entry<String, String> page : PAGES.entrySet()) {
            Path whole = Files.writeString(Path.of("target", "page.md"), page.getValue());
            Files.move(whole, Path.of(page.getKey()), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    @Test
    void standInDocsAsTheRulesMakeThem() throws IOException {
        Set<String> stale = new TreeSet<>();
        for (Map.Entry<String, String> page : PAGES.entrySet()) {
            Path file = Path.of(page.getKey());
            if (!Files.isRegularFile(file) || !Files.readString(file).equals(page.getValue())) {
                stale.add(page.getKey());
            }
        }
        assertThat(stale)
                .as("pages that are not those of the rules; renew them with: " + RulePages.RENEW)
                .isEmpty();
    }

    @Test
    void includeNoPageOfAGroupThatIsGone() throws IOException {
        assertThat(present())
                .as("pages without a group; renew with: " + RulePages.RENEW)
                .isSubsetOf(PAGES.keySet());
    }

    private static Set<String> present() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.toString().replace('\\', '/')).collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
