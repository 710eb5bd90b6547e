package io.jenkins.plugins.cfnattest.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateTest {
    @Test
    void readsParametersInTheOrderOfTheText() throws TemplateException {
        Template template = Template.parse(Fixtures.bytes("network.yaml"));

        assertThat(template.mediaType()).isEqualTo("application/yaml");
        assertThat(template.parameters().keySet()).containsExactly("Env", "Ports", "Zones", "Password");
        assertThat(template.parameters().get("Ports").defaultValue()).contains("80,443");
        assertThat(template.parameters().get("Ports").isList()).isTrue();
        assertThat(template.parameters().get("Zones").type()).isEqualTo("List<Number>");
        assertThat(template.parameters().get("Password").noEcho()).isTrue();
        assertThat(template.parameters().get("Env").noEcho()).isFalse();
        assertThat(template.parameters().get("Env").position()).isEqualTo(new Position(7, 15));
    }

    @Test
    void readsResourcesWithTheirPlaces() throws TemplateException {
        Template template = Template.parse(Fixtures.bytes("network.yaml"));
        Resource group = template.resources().get("Köln");
        Resource log = template.resources().get("Log");

        assertThat(template.resources().keySet()).containsExactly("Köln", "Log");
        assertThat(group.type()).isEqualTo("AWS::EC2::SecurityGroup");
        assertThat(group.condition()).contains("IsTest");
        assertThat(group.position()).isEqualTo(new Position(27, 11));
        assertThat(log.position()).isEqualTo(new Position(41, 7));
        assertThat(log.metadata()).isEqualTo(group.metadata());
        assertThat(log.properties().entries()).isEmpty();
        assertThat(Fixtures.print(group.properties()))
                .isEqualTo("{GroupDescription: {Fn::Sub: 'Door of ${Env} in ${AWS::Region}'}, SecurityGroupIngress: "
                        + "[{CidrIp: {Fn::If: ['IsProd', '10.0.0.0/8', '0.0.0.0/0']}, FromPort: 22, ToPort: 22,"
                        + " IpProtocol: 'tcp'}]}");
    }

    @Test
    void readsTheOtherSections() throws TemplateException {
        Template template = Template.parse(Fixtures.bytes("network.yaml"));

        assertThat(Fixtures.print(template.conditions()))
                .isEqualTo(
                        "{IsProd: {Fn::Equals: [{Ref: 'Env'}, 'prod']}, IsTest: {Fn::Not: [{Condition: 'IsProd'}]}}");
        assertThat(Fixtures.print(template.mappings()))
                .isEqualTo("{Sizes: {test: {Count: 1, Name: 'small'}, prod: {Count: 3, Name: 'large'}}}");
        assertThat(template.root().get("AWSTemplateFormatVersion").flatMap(Value::text))
                .contains("2010-09-09");
        assertThat(template.root().get("Description").flatMap(Value::text))
                .contains("A network with\none open door.\n");
        assertThat(template.transforms()).isEmpty();
    }

    @Test
    void readsJsonWithSurrogatePairs() throws TemplateException {
        Template template = Template.parse(Fixtures.bytes("queue.json"));

        assertThat(template.mediaType()).isEqualTo("application/json");
        assertThat(template.resources().keySet()).containsExactly("Queue😀", "Other");
        assertThat(template.resources().get("Queue😀").position()).isEqualTo(new Position(5, 15));
        assertThat(template.resources().get("Other").position()).isEqualTo(new Position(7, 26));
        assertThat(Fixtures.print(template.resources().get("Queue😀").properties()))
                .isEqualTo("{KmsMasterKeyId: {Ref: 'Key'}, DelaySeconds: 1.5, Tags: [true, null, 'a/b\n']}");
        assertThat(template.parameters().get("Key").defaultValue()).isEmpty();
    }

    @Test
    void namesAllTransforms() throws TemplateException {
        String text = "Transform: [AWS::LanguageExtensions, {Name: AWS::Include, Parameters: {Location: s3://a/b}}]";

        assertThat(Fixtures.parse(text + Fixtures.RESOURCES).transforms())
                .containsExactly("AWS::LanguageExtensions", "AWS::Include");
        assertThat(Fixtures.parse("Transform: AWS::Serverless-2016-10-31" + Fixtures.RESOURCES)
                        .transforms())
                .containsExactly("AWS::Serverless-2016-10-31");
    }

    @ParameterizedTest
    @ValueSource(strings = {"network.yaml", "queue.json"})
    void skipsTheByteOrderMark(String file) throws TemplateException {
        byte[] plain = Fixtures.bytes(file);
        byte[] marked = ByteBuffer.allocate(plain.length + 3)
                .put((byte) 0xEF)
                .put((byte) 0xBB)
                .put((byte) 0xBF)
                .put(plain)
                .array();

        assertThat(Template.parse(marked).root())
                .isEqualTo(Template.parse(plain).root());
        assertThat(Template.parse(marked).mediaType())
                .isEqualTo(Template.parse(plain).mediaType());
    }

    @Test
    void countsColumnsInCodePoints() throws TemplateException {
        Value yaml = Fixtures.parse("X: {😀: a}" + Fixtures.RESOURCES)
                .root()
                .get("X")
                .orElseThrow();
        Value json = Fixtures.parse("{\"😀\": 1, \"Resources\": {\"T\": {\"Type\": \"A\"}}}")
                .root()
                .get("😀")
                .orElseThrow();

        assertThat(yaml.get("😀").orElseThrow().position()).isEqualTo(new Position(1, 8));
        assertThat(json.position()).isEqualTo(new Position(1, 7));
    }

    @Test
    void countsLinesWhateverEndsThem() throws TemplateException {
        for (String end : new String[] {"\n", "\r\n", "\r"}) {
            String yaml = String.join(end, "Resources:", "  T:", "    Type: A");
            String json = String.join(end, "{\"Resources\":", "  {\"T\":", "    {\"Type\": \"A\"}}}");

            assertThat(Fixtures.parse(yaml).resources().get("T").position()).isEqualTo(new Position(3, 11));
            assertThat(Fixtures.parse(json).resources().get("T").position()).isEqualTo(new Position(3, 14));
        }
    }

    @Test
    void canNotBeChanged() throws TemplateException {
        Template template = Template.parse(Fixtures.bytes("network.yaml"));

        assertThatThrownBy(() -> template.resources().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> template.parameters().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> template.root().entries().clear()).isInstanceOf(UnsupportedOperationException.class);
    }
}
