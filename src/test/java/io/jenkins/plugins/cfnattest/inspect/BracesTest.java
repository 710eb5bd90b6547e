package io.jenkins.plugins.cfnattest.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cfnattest.template.EffectiveParameters;
import io.jenkins.plugins.cfnattest.template.Template;
import io.jenkins.plugins.cfnattest.template.TemplateException;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BracesTest {
    private static final String[] PIECES = {
        "{",
        "$",
        "{{",
        "${P}",
        "${!P}",
        "${Q}",
        "${R.Arn}",
        "$${P}",
        "}",
        "}}",
        "resolve:ssm:x",
        "{resolve:ssm:x}}",
        "a,",
        ",",
        ".",
        "-",
        "x"
    };

    @ParameterizedTest
    @ValueSource(
            strings = {
                "!Join ['', ['{', '{resolve:ssm:x}}']]",
                "!Join ['', [!Select [1, !Split [$, 'a${']], !Select [1, !Split [$, 'a${resolve:ssm:x}']]]]",
                "!Join ['', [!Select [1, !Split [!Ref P, 'a${']], 'x']]",
                "!Sub '{${P}'",
                "!Sub '${!{resolve:ssm:x}}'"
            })
    void expectsThatPartsMeet(String value) throws Exception {
        Template template = template(value, "a", "b");
        assertThat(Braces.mayMeet(template, parameters(template))).isTrue();
    }

    @Test
    void expectsBracesInParameters() throws Exception {
        Template template = template("!Sub '${P}${P}resolve:ssm:x}}'", "{", "a");
        assertThat(Braces.mayMeet(template, parameters(template))).isTrue();
        assertThat(NestedContent.of(template, parameters(template))).isNotEmpty();
    }

    @Test
    void needsNoLookAtOrdinaryFunctions() throws Exception {
        Template template =
                template("!Join ['', [!Sub 'a-${P}-${AWS::Region}', !Select [0, !Split ['-', !Ref Q]]]]", "a", "b-c");
        assertThat(Braces.mayMeet(template, parameters(template))).isFalse();
    }

    @Test
    void findsWhatAMappingHoldsForAResource() throws Exception {
        Template template =
                Sample.template("Mappings: {M: {k: {v: {DefinitionUri: 's3://b/k'}}}}\nResources: {R: {Type: AWS::X::Y,"
                        + " Properties: {P: !FindInMap [M, k, v]}}}");
        assertThat(NestedContent.of(template, parameters(template)))
                .isEqualTo(NestedContent.explored(template, parameters(template)))
                .isNotEmpty();
    }

    /** Templates made at random say the same with the look as without it; half of them hold no loose brace. */
    @Test
    void neverMissesWhatALookFinds() throws Exception {
        Random random = new Random(20260131);
        int without = 0;
        int found = 0;
        for (int i = 0; i < 5_000; i++) {
            boolean loose = random.nextInt(4) == 0;
            Template template = template(value(random, 3, loose), text(random, loose), text(random, loose));
            EffectiveParameters parameters = parameters(template);
            assertThat(NestedContent.of(template, parameters))
                    .as(() -> template.root().toString())
                    .isEqualTo(NestedContent.explored(template, parameters));
            without += Braces.mayMeet(template, parameters) ? 0 : 1;
            found += NestedContent.of(template, parameters).isEmpty() ? 0 : 1;
        }
        assertThat(without).isGreaterThan(500);
        assertThat(found).isGreaterThan(50);
    }

    private static String value(Random random, int depth, boolean loose) {
        String text = "\"" + text(random, loose) + "\"";
        if (depth == 0) {
            return text;
        }
        return switch (random.nextInt(9)) {
            case 0 -> "{Ref: P}";
            case 1 -> "{'Fn::Sub': " + text + "}";
            case 2 -> "{'Fn::Sub': [" + text + ", {Q: " + value(random, depth - 1, loose) + "}]}";
            case 3 -> "{'Fn::Join': [" + text + ", " + list(random, depth, loose) + "]}";
            case 4 -> "{'Fn::Select': [" + random.nextInt(2) + ", " + list(random, depth, loose) + "]}";
            case 5 -> "{'Fn::Select': [1, {'Fn::Split': [" + text + ", " + value(random, depth - 1, loose) + "]}]}";
            case 6 -> "{'Fn::FindInMap': [M, k, v]}";
            case 7 -> "{'Fn::GetAtt': [R, Name]}";
            default -> text;
        };
    }

    private static String list(Random random, int depth, boolean loose) {
        return "[" + value(random, depth - 1, loose) + ", " + value(random, depth - 1, loose) + "]";
    }

    private static String text(Random random, boolean loose) {
        StringBuilder text = new StringBuilder();
        for (int pieces = random.nextInt(4); pieces >= 0; pieces--) {
            String piece = PIECES[random.nextInt(PIECES.length)];
            text.append(loose || !piece.startsWith("{") ? piece : "");
        }
        return text.toString();
    }

    private static Template template(String value, String p, String q) throws TemplateException {
        return Sample.template(
                "Parameters: {P: {Type: String, Default: \"" + p + "\"}, Q: {Type: CommaDelimitedList, Default: \"" + q
                        + "\"}}\nMappings: {M: {k: {v: [a, \"${P}\"]}}}\nResources:\n  R: {Type: 'AWS::SNS::Topic', Properties: {TopicName: "
                        + value
                        + "}}\n  S: {Type: AWS::X::Y, Properties: {A: !Sub '$${R}', B: !Ref Q, C: !Join ['', [$, !Ref P, !Ref R]], D: "
                        + value + "}}\n");
    }

    private static EffectiveParameters parameters(Template template) throws TemplateException {
        return EffectiveParameters.of(template, Map.of(), Set.of(), Map.of("AWS::Region", "eu-central-1"));
    }
}
