package io.jenkins.plugins.cfnattest.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HintsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{Fn::Transform: {Name: AWS::Include}}",
                "[{a: {'Fn::ForEach::L': [x, [y], {}]}}]",
                "{BodyS3Location: {Bucket: b}}",
                "[1, [{DefinitionUri: x}]]",
                "!Transform {Name: M}",
                "{Fn::S3Location: x}",
            })
    void seesNamesOfContentElsewhereHoweverDeepTheyStand(String value) throws Exception {
        assertThat(hints(value).namesContentElsewhere()).isTrue();
        assertThat(hints(value).bracesMayMeet()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'{{resolve:ssm:x}}'",
                "['{']",
                "{a: [b, '$a{']}",
                "{'{x': 1}",
                "!Sub '${a}{'",
                "!Select [0, !Split ['$', 'a${b}']]",
                "!Split [!Ref A, 'a${b}']",
                "!Split",
                "|\n  {\"json\": 1}",
            })
    void seesLooseBraces(String value) throws Exception {
        assertThat(hints(value).bracesMayMeet()).isTrue();
        assertThat(hints(value).namesContentElsewhere()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "!Sub '${a}-${AWS::Region}'",
                "!Split ['-', 'a${b}']",
                "{Uri: DefinitionUri, Name: Fn::Transform, S3: S3Location}",
                "[]",
                "{}",
                "12",
                "",
            })
    void seesNothingInWhatIsUsual(String value) throws Exception {
        assertThat(hints(value).bracesMayMeet()).isFalse();
        assertThat(hints(value).namesContentElsewhere()).isFalse();
    }

    @Test
    void seesPseudoParametersOfEachSort() throws Exception {
        assertThat(hints("[!Ref AWS::StackId, {a: !Sub ['${AWS::URLSuffix}${x}', {x: !Ref AWS::NoValue}]}, !GetAZs '']")
                        .pseudoParameters())
                .containsExactly("AWS::Region", "AWS::StackId", "AWS::URLSuffix");
        assertThat(hints("[AWS::Region, {Ref: [AWS::Region]}, !Sub '${AWS::Regio}${AWS::Region', !GetAZs eu]")
                        .pseudoParameters())
                .isEmpty();
    }

    /** All three readers bring the same document, so that it does not matter which of them read it. */
    @Test
    void areTheSameWhoeverReads() throws Exception {
        String json =
                "{\"Resources\": {\"R\": {\"Type\": \"T\", \"P\": [{\"Fn::Sub\": \"${AWS::Region}\"}, {\"DefinitionUri\": \"{\"}]}}}";
        String block =
                "Resources:\n  R:\n    Type: T\n    P:\n      - !Sub ${AWS::Region}\n      - DefinitionUri: '{'\n";
        String rare = block + "? a\n: b\n";
        for (String text : new String[] {json, block, rare}) {
            Hints hints = Template.parse(text.getBytes(StandardCharsets.UTF_8)).hints();
            assertThat(hints.pseudoParameters()).as(text).containsExactly("AWS::Region");
            assertThat(hints.bracesMayMeet()).as(text).isTrue();
            assertThat(hints.namesContentElsewhere()).as(text).isTrue();
        }
    }

    @Test
    void followAChangedDocument() {
        Position here = new Position(1, 1);
        Value.MapOf inner = new Value.MapOf(Map.of("a", new Value.Text("plain", here)), here);
        Value.MapOf outer = new Value.MapOf(Map.of("b", inner), here);
        assertThat(new Hints(outer).bracesMayMeet()).isFalse();

        Value.MapOf changed = outer.with(value -> inner.with(text -> new Value.Text("{", here)));

        assertThat(new Hints(changed).bracesMayMeet()).isTrue();
        assertThat(new Hints(outer).bracesMayMeet()).isFalse();
    }

    private static Hints hints(String value) throws Exception {
        String text = "Resources:\n  R:\n    Type: AWS::X::Y\n    Properties:\n      P: "
                + value.replace("\n", "\n      ") + "\n";
        return Template.parse(text.getBytes(StandardCharsets.UTF_8)).hints();
    }
}
