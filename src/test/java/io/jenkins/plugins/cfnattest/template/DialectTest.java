package io.jenkins.plugins.cfnattest.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What only cfn_nag takes: its reading must be asked for, and the deployment's reading refuses it. */
class DialectTest {
    @Test
    void takesTheFirstDocumentOnly() throws TemplateException {
        String text = "Resources: {A: {Type: T}}\n---\nResources: {B: {Type: T}}\n";

        assertThat(nag(text).resources().keySet()).containsExactly("A");
        assertThat(Fixtures.refusal(text)).hasMessageContaining("a second one");
    }

    @Test
    void leavesMergeKeysAlone() throws TemplateException {
        String text = "Resources: {A: &a {Type: T, Metadata: {B: c}}, D: {Type: T, <<: *a}}";

        assertThat(nag(text).resources().get("D").metadata().entries()).isEmpty();
        assertThat(Fixtures.refusal(text)).hasMessageContaining("merge key");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Resources: {A: {Type: T, Metadata: text}}",
                "Parameters: {P: {Type: CommaDelimitedList, Default: [a, b]}}" + Fixtures.RESOURCES,
                "Parameters: {P: {Type: String, NoEcho: 1}}" + Fixtures.RESOURCES,
                "# a\u2028Resources: {A: {Type: T}}",
                "%TAG ! tag:example.com,2000:\n---\nResources: {A: {Type: T}}"
            })
    void takesWhatTheDeploymentRefuses(String text) throws TemplateException {
        assertThat(nag(text).dialect()).isEqualTo(Dialect.CFN_NAG);
        assertThat(Fixtures.refusal(text)).isNotNull();
    }

    @Test
    void refusesEscapedSurrogatesInJson() throws TemplateException {
        String text = "{\"Resources\": {\"A\": {\"Type\": \"\\ud83d\\ude00\"}}}";

        assertThat(Fixtures.parse(text).resources().get("A").type()).isEqualTo("😀");
        assertThatThrownBy(() -> nag(text))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("cfn_nag reads JSON as YAML 1.1");
    }

    @Test
    void joinsDefaultsThatAreLists() throws TemplateException {
        Template template = nag("Parameters: {P: {Type: CommaDelimitedList, Default: [a, 1]}}" + Fixtures.RESOURCES);

        assertThat(template.parameters().get("P").defaultValue()).contains("a,1");
    }

    private static Template nag(String text) throws TemplateException {
        return Fixtures.parse(text, Dialect.CFN_NAG);
    }
}
