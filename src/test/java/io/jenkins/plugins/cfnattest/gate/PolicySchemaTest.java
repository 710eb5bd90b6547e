package io.jenkins.plugins.cfnattest.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.cfnattest.inspect.Evaluation;
import io.jenkins.plugins.cfnattest.inspect.NestedContent;
import io.jenkins.plugins.cfnattest.signing.Purpose;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/** The published schema and the reader say the same. */
class PolicySchemaTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNode SCHEMA = schema();

    private static JsonNode schema() {
        try {
            return JSON.readTree(Files.readString(Path.of("docs", "policy.schema.json")));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean fitsSchema(String yaml) {
        LoaderOptions options = new LoaderOptions();
        DumperOptions unused = new DumperOptions();
        Object document = new Yaml(
                        new SafeConstructor(options), new Representer(unused), unused, options, new TimesAreTexts())
                .load(yaml);
        return new SchemaCheck(SCHEMA).complaints(JSON.valueToTree(document)).isEmpty();
    }

    /** As in YAML 1.2, which editors read. */
    private static final class TimesAreTexts extends Resolver {
        @Override
        public void addImplicitResolver(Tag tag, Pattern shape, String first, int limit) {
            if (!tag.equals(Tag.TIMESTAMP)) {
                super.addImplicitResolver(tag, shape, first, limit);
            }
        }
    }

    static Stream<String> good() throws IOException {
        return Stream.of(
                        Stream.of(Policy.standardFile().toUtf8(), Policies.SMALL),
                        PolicyReaderTest.good(),
                        PolicyTrustTest.good())
                .flatMap(policies -> policies);
    }

    @ParameterizedTest
    @MethodSource("good")
    void bothTakeWhatIsGood(String policy) throws PolicyException {
        assertThat(fitsSchema(policy)).isTrue();
        assertThat(Policies.read(policy).name()).isNotBlank();
    }

    @ParameterizedTest
    @MethodSource({
        "io.jenkins.plugins.cfnattest.gate.PolicyReaderTest#badForBoth",
        "io.jenkins.plugins.cfnattest.gate.PolicyTrustTest#badForBoth"
    })
    void bothRefuseWhatIsBad(String old, String replacement) {
        String policy = Policies.replaced(Policies.SMALL, old, replacement);

        assertThat(fitsSchema(policy)).isFalse();
        assertThatExceptionOfType(PolicyException.class).isThrownBy(() -> Policies.read(policy));
    }

    @Test
    void nameTheSameMembers() {
        assertThat(members("/properties")).isEqualTo(PolicyReader.MEMBERS);
        assertThat(members("/$defs/inspector/properties")).isEqualTo(PolicyReader.INSPECTOR);
        assertThat(members("/$defs/rules/properties")).isEqualTo(PolicyReader.RULES);
        assertThat(members("/$defs/nestedContent/properties")).isEqualTo(PolicyReader.NESTED);
        assertThat(members("/$defs/trustedKey/properties")).isEqualTo(PolicyTrust.KEY);
        assertThat(members("/$defs/waivers/properties")).isEqualTo(PolicyTrust.WAIVERS);
        assertThat(members("/properties/record/properties")).isEqualTo(PolicyTrust.RECORD);
        assertThat(members("/$defs/accepted2020/properties")).isEqualTo(PolicyTrust.ACCEPTED);
    }

    @Test
    void nameTheSameWords() {
        assertThat(words("/$defs/nestedContent/properties/kind/enum")).isEqualTo(names(NestedContent.Kind.values()));
        assertThat(words("/properties/evaluation/items/enum")).isEqualTo(names(Evaluation.values()));
        assertThat(words("/$defs/trustedKey/properties/purpose/enum"))
                .isEqualTo(new TreeSet<>(
                        Arrays.stream(Purpose.values()).map(Purpose::word).toList()));
    }

    @ParameterizedTest
    @CsvSource({"signatures", "maxAge", "clockSkew", "threshold", "evaluation", "inspectors", "rules", "name"})
    void bothNeedEachMember(String name) {
        String without = Policies.SMALL.replaceAll("(?m)^" + name + ":.*\n(  .*\n)*", "");
        assertThat(without).isNotEqualTo(Policies.SMALL);

        assertThat(fitsSchema(without)).isFalse();
        assertThatExceptionOfType(PolicyException.class)
                .isThrownBy(() -> Policies.read(without))
                .withMessageStartingWith("policy.yaml:1:1: ")
                .withMessageContaining("'" + name + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"docs/policy.md"})
    void isExplained(String page) throws IOException {
        String text = Files.readString(Path.of(page));

        assertThat(Stream.of(
                                PolicyReader.MEMBERS,
                                PolicyReader.INSPECTOR,
                                PolicyReader.RULES,
                                PolicyReader.NESTED,
                                PolicyTrust.KEY,
                                PolicyTrust.WAIVERS,
                                PolicyTrust.RECORD,
                                PolicyTrust.ACCEPTED)
                        .flatMap(Set::stream))
                .allSatisfy(member -> assertThat(text).contains("`" + member + "`"));
        assertThat(names(NestedContent.Kind.values()))
                .allSatisfy(kind -> assertThat(text).contains("`" + kind + "`"));
    }

    private static Set<String> members(String place) {
        Set<String> names = new TreeSet<>();
        SCHEMA.at(place).fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static Set<String> words(String place) {
        Set<String> words = new TreeSet<>();
        SCHEMA.at(place).forEach(word -> words.add(word.asText()));
        return words;
    }

    private static Set<String> names(Enum<?>... constants) {
        return new TreeSet<>(Arrays.stream(constants).map(Enum::name).toList());
    }
}
