package io.jenkins.plugins.cfnattest.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Both readers of YAML see the same tree, with the same places, in each text that the smaller one takes: in templates, in what changes make of
 * them, and in lines put together at random. A difference would let an inspection see what nobody deploys. The seeds are fixed.
 */
class ReadersAgreeTest {
    private static final String[] KEYS = {
        "a: ",
        "b: ",
        "c:",
        "'d': ",
        "\"e\": ",
        "- ",
        "-  ",
        "- - ",
        "- a: ",
        "",
        "",
        "a b: ",
        "on: ",
        "1: ",
        "a:b: ",
        "? ",
        ": ",
        "!Ref a: ",
        "- !Ref ",
        "- b:",
        "-",
        "a:  ",
        "a : ",
        "{a: ",
        "[",
        "<<: ",
        "  "
    };
    private static final String[] NODES = {
        "a",
        "a b",
        "'x'",
        "\"y\"",
        "\"y\\nz\"",
        "'it''s'",
        "!Ref a",
        "!Sub 'b'",
        "!GetAtt a.b",
        "!Foo [a]",
        "[a, b]",
        "[a, !Ref b, {c: d}]",
        "{a: b}",
        "{a: b, 'c': [d]}",
        "[]",
        "{}",
        "",
        "",
        "|",
        "|-",
        "|+",
        ">",
        ">-",
        "# c",
        "a # c",
        "!If",
        "!Sub |",
        "!Join",
        "012",
        "on",
        "~",
        "-1",
        "::/0",
        "a#b",
        "[",
        "]",
        "[a,",
        "b]",
        "{a: ",
        "b}",
        "- a",
        "a: b",
        "- - a",
        "a:",
        "? a",
        "'a",
        "a'",
        "a, b",
        "'a':b",
        "|\n\n",
        ">\n  a\n   b\n",
        "[a\n",
        "{a: b,\n",
        "# [",
        "*a",
        "&a b",
        "!",
        "!!str a",
        "!<x> a",
        "!a!b c",
        "%a",
        "@a",
        "|2",
        ": a",
        "a :b",
        "[a :b]",
        "[a: b]",
        "{a}",
        "{a:b}",
        "{\"a\":b}",
        "[a,]",
        "[,]",
        "[a#b, c]",
        "[a #b\n",
        "]  # c",
        "'a' x",
        "'a'#x",
        "[?a]",
        "[a?b]",
        "[-]",
        "[- a]",
        "---",
        "...",
        "--- a",
        "\r\n",
        "\r",
        "\t",
        "\u00fc",
        "\u4e2d",
        "b\u4e2d",
        "'\u4e2d''\u4e2d'",
        "\"\u4e2d\\n\u4e2d\"",
        "[b\u4e2d, '\u4e2d']",
        "\u2028",
        "\uFEFF",
        "\uD83D\uDE00",
        "\\",
        "\"",
        ":",
        ",",
        "#"
    };

    private int taken;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void onLinesPutTogetherAtRandom(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 6000; i++) {
            compare(lines(random));
        }
        assertThat(taken).as("texts that the small reader takes").isGreaterThan(1000);
    }

    @ParameterizedTest
    @ValueSource(longs = {5, 6, 7, 8})
    void onChangedTemplates(long seed) throws IOException {
        Random random = new Random(seed);
        List<String> texts = texts(Path.of("src", "test", "resources"));
        for (int i = 0; i < 2000; i++) {
            String text = texts.get(random.nextInt(texts.size()));
            for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
                text = change(text, random);
            }
            compare(text);
        }
        assertThat(taken).as("texts that the small reader takes").isGreaterThan(1000);
    }

    @Test
    void onTheTemplatesOfTheTests() throws IOException {
        List<String> texts = texts(Path.of("src", "test", "resources"));
        texts.forEach(this::compare);

        assertThat(taken).as("nearly all").isGreaterThan(2 * texts.size() * 9 / 10);
    }

    @Test
    void onTemplatesOfOtherPeople() throws IOException {
        Path shared = Path.of(System.getProperty("cfnattest.shared", "absent"), "parity");
        assumeThat(shared).as("the folder of shared samples").exists();
        List<String> texts = texts(shared.resolve("corpus"));
        texts.forEach(this::compare);
        assertThat(taken).as("nearly all").isGreaterThan(2 * texts.size() * 9 / 10);

        for (String set : List.of("extra", "probes")) {
            texts(shared.resolve(set)).forEach(this::compare);
        }
    }

    private void compare(String text) {
        Source source;
        try {
            source = Source.of(text.getBytes(StandardCharsets.UTF_8));
        } catch (TemplateException e) {
            return;
        }
        for (Dialect dialect : Dialect.values()) {
            Optional<Value> value = SubsetReader.read(source, dialect);
            if (value.isPresent()) {
                taken++;
                assertThat(value.get().toString()).as(text).isEqualTo(other(source.text(), dialect));
            }
        }
    }

    /** The tree as text: unlike equal maps, equal texts have their members in the same order. */
    private static String other(String text, Dialect dialect) {
        try {
            return YamlReader.read(text, dialect).toString();
        } catch (TemplateException e) {
            return e.getMessage();
        }
    }

    private static String lines(Random random) {
        StringBuilder text = new StringBuilder(random.nextInt(8) == 0 ? "---\n" : "");
        int indent = 0;
        for (int lines = 1 + random.nextInt(8); lines > 0; lines--) {
            indent = switch (random.nextInt(5)) {
                case 0 -> indent + 2;
                case 1 -> Math.max(0, indent - 2);
                case 2 -> random.nextInt(7);
                default -> indent;
            };
            text.append(" ".repeat(indent))
                    .append(pick(KEYS, random))
                    .append(NODES[random.nextInt(random.nextInt(4) == 0 ? NODES.length : 25)])
                    .append(random.nextInt(30) == 0 ? "" : random.nextInt(12) == 0 ? " \n\n" : "\n");
        }
        return text.toString();
    }

    private static String change(String text, Random random) {
        int at = random.nextInt(text.length() + 1);
        int end = Math.min(text.length(), at + 1 + random.nextInt(12));
        String[] lines = text.split("\n", -1);
        int line = random.nextInt(lines.length);
        switch (random.nextInt(7)) {
            case 0:
                return text.substring(0, at) + text.substring(end);
            case 1:
                return text.substring(0, at) + text.substring(at, end) + text.substring(at);
            case 2:
                return text.substring(0, at) + pick(NODES, random) + text.substring(at);
            case 3:
                return text.substring(0, at) + pick(KEYS, random) + text.substring(end);
            case 4:
                return text.substring(0, at);
            case 5:
                String moved = lines[line];
                int other = random.nextInt(lines.length);
                lines[line] = lines[other];
                lines[other] = moved;
                break;
            default:
                boolean right = random.nextBoolean() || !lines[line].startsWith("  ");
                lines[line] = right ? " " + lines[line] : lines[line].substring(1 + random.nextInt(2));
                break;
        }
        return String.join("\n", Arrays.asList(lines));
    }

    private static String pick(String[] pieces, Random random) {
        return pieces[random.nextInt(pieces.length)];
    }

    private static List<String> texts(Path folder) throws IOException {
        List<String> texts = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(path -> path.toString().matches(".*\\.ya?ml"))
                    .sorted()
                    .toList()) {
                String text = Files.readString(file);
                if (!text.isBlank() && !text.strip().startsWith("{")) {
                    texts.add(text);
                }
            }
        }
        return texts;
    }
}
