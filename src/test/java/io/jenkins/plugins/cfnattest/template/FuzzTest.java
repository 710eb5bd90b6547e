package io.jenkins.plugins.cfnattest.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever comes in, only {@link TemplateException} comes out. The seeds are fixed, so each run tries the same. */
class FuzzTest {
    private static final String[] PIECES = {
        "{",
        "}",
        "[",
        "]",
        ":",
        ": ",
        ",",
        "\n",
        "\r",
        "\t",
        "  ",
        "- ",
        "? ",
        "&a ",
        "*a",
        "!Ref ",
        "!GetAtt ",
        "!<",
        ">",
        "|",
        "|9",
        "%",
        "%YAML 1.",
        "%TAG !",
        "---",
        "...",
        "<<: ",
        "\"",
        "'",
        "\\",
        "\\u",
        "\\ud83d",
        "\\x4",
        "\0",
        "\uFEFF",
        "\u2028",
        "😀",
        "#",
        "~",
        "0x",
        "1e9",
        "{\"Fn::Sub\": \"${",
        "Ref",
        "Fn::If",
        "Condition",
        "Default",
        "Type",
        "@",
        "`",
        "9999999999999999999999:59",
        "!!binary ",
        "!%zz "
    };

    @ParameterizedTest
    @CsvSource({"network.yaml, 1", "network.yaml, 2", "queue.json, 3", "queue.json, 4"})
    void onlyOurErrorEscapes(String file, long seed) {
        Random random = new Random(seed);
        byte[] original = Fixtures.bytes(file);
        int refused = 0;
        for (int i = 0; i < 4000; i++) {
            byte[] mutant = original;
            for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
                mutant = mutate(mutant, random);
            }
            refused += evaluate(mutant) ? 0 : 1;
        }
        assertThat(refused)
                .as("some of the changes break the template, some do not")
                .isBetween(400, 3999);
    }

    private static byte[] mutate(byte[] content, Random random) {
        if (content.length == 0) {
            return new byte[] {(byte) random.nextInt(256)};
        }
        int at = random.nextInt(content.length);
        int end = Math.min(content.length, at + random.nextInt(20));
        byte[] piece = PIECES[random.nextInt(PIECES.length)].getBytes(StandardCharsets.UTF_8);
        return switch (random.nextInt(6)) {
            case 0 -> splice(content, at, at + 1, new byte[] {(byte) random.nextInt(256)});
            case 1 -> splice(content, at, end, new byte[0]);
            case 2 -> Arrays.copyOf(content, at);
            case 3 -> splice(content, at, at, Arrays.copyOfRange(content, random.nextInt(at + 1), end));
            default -> splice(content, at, random.nextBoolean() ? at : end, piece);
        };
    }

    private static byte[] splice(byte[] content, int from, int to, byte[] with) {
        byte[] result = Arrays.copyOf(content, from + with.length + content.length - to);
        System.arraycopy(with, 0, result, from, with.length);
        System.arraycopy(content, to, result, from + with.length, content.length - to);
        return result;
    }

    /** All that is done with a template; whether it was one. */
    private static boolean evaluate(byte[] content) {
        for (Dialect dialect : Dialect.values()) {
            try {
                Template template = Template.parse(content, dialect);
                Map<String, String> values = EffectiveParameters.of(
                                template, Map.of(), Set.of(), Map.of("AWS::Region", "eu-west-1"))
                        .values();
                Resolver.of(template, values, Conditions.evaluate(template, values))
                        .resolve(template.root());
            } catch (TemplateException e) {
                assertThat(e.getMessage())
                        .startsWith("Expected ")
                        .doesNotContain("\n", "snakeyaml")
                        .hasSizeLessThan(1200);
                if (dialect == Dialect.CLOUDFORMATION) {
                    return false;
                }
            }
        }
        return true;
    }
}
