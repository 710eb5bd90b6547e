package io.jenkins.plugins.cfnattest.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cfnattest.inspect.rules.Catalogue;
import io.jenkins.plugins.cfnattest.inspect.rules.Fixtures;
import io.jenkins.plugins.cfnattest.template.Dialect;
import io.jenkins.plugins.cfnattest.template.EffectiveParameters;
import io.jenkins.plugins.cfnattest.template.Template;
import io.jenkins.plugins.cfnattest.template.TemplateException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Puts every kind of value at every property that a rule looks at: no rule may fail. */
class RobustnessTest {
    private int inspected;

    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "0",
            "-1",
            "3.5",
            "''",
            "'*'",
            "'::/0'",
            "'a.b/c:d'",
            "[]",
            "{}",
            "[null]",
            "[[]]",
            "[[[1]]]",
            "[{}]",
            "['*', {}]",
            "{Ref: R0}",
            "{Ref: P}",
            "{Ref: 'AWS::NoValue'}",
            "{Ref: [R0]}",
            "{'Fn::GetAtt': [R0, Arn]}",
            "{'Fn::GetAtt': R0}",
            "{'Fn::GetAtt': []}",
            "{'Fn::If': [C, '*', {Ref: 'AWS::NoValue'}]}",
            "{'Fn::If': x}",
            "{'Fn::If': []}",
            "{'Fn::Sub': '${P}'}",
            "{'Fn::Sub': []}",
            "{'Fn::Join': ['', [{Ref: P}]]}",
            "{'Fn::Join': x}",
            "{'Fn::Select': [9, []]}",
            "{'Fn::Split': [',', {Ref: P}]}",
            "{'Fn::FindInMap': [a, b, c]}",
            "{'Fn::Transform': {Name: X}}",
            "{Statement: {Effect: Allow, Action: [[]], Resource: {}, Principal: [3]}}",
            "{Statement: [[], null, 3, x]}",
            "[{PolicyName: [], PolicyDocument: x}]",
            "{Type: {}, From: '99999999999999999999', To: -1}",
            "[{CidrIpv6: '1::2::3', IpProtocol: {}}, x]");

    /** The names of all properties that the fixtures' templates have, by type. */
    private static List<Template> fixtures() throws TemplateException {
        List<Template> templates = new ArrayList<>();
        for (Rule rule : Catalogue.all().rules()) {
            templates.add(Template.parse(Fixtures.of(rule)));
        }
        return templates;
    }

    @Test
    void noRuleFailsWhateverAPropertyIs() throws TemplateException {
        Random random = new Random(20);
        Set<String> failures = new TreeSet<>();
        for (Template fixture : fixtures()) {
            fixture.resources().values().stream()
                    .map(resource -> resource.type())
                    .distinct()
                    .forEach(type -> {
                        Set<String> names = new TreeSet<>();
                        fixture.resources().values().stream()
                                .filter(resource -> resource.type().equals(type))
                                .forEach(resource -> names.addAll(
                                        resource.properties().entries().keySet()));
                        for (int round = 0; round < 12; round++) {
                            failures.addAll(failures(type, names, random));
                        }
                    });
        }
        assertThat(failures).isEmpty();
        assertThat(inspected).as("templates that were inspected, not refused").isGreaterThan(1000);
    }

    private List<String> failures(String type, Set<String> names, Random random) {
        StringBuilder text = new StringBuilder(
                "Parameters: {P: {Type: String, NoEcho: true}}\nConditions: {C: {'Fn::Equals': [{Ref: P}, x]}}\nResources:\n");
        for (int i = 0; i < 3; i++) {
            text.append("  R")
                    .append(i)
                    .append(":\n    Type: '")
                    .append(type)
                    .append("'\n    Metadata: {cfn_nag: {rules_to_suppress: ")
                    .append(any(random))
                    .append("}}\n    Properties:\n      Filler: 1\n");
            for (String name : names) {
                text.append("      '")
                        .append(name)
                        .append("': ")
                        .append(any(random))
                        .append('\n');
            }
        }
        List<String> failures = new ArrayList<>();
        byte[] content = text.toString().getBytes(StandardCharsets.UTF_8);
        collect(new Scan(Catalogue.all(), ScanOptions.standard()).scan(content).violations(), failures);
        try {
            Template template = Template.parse(content, Dialect.CLOUDFORMATION);
            EffectiveParameters effective = EffectiveParameters.of(template, Map.of(), Set.of(), Map.of());
            inspected++;
            collect(new Inspector(Catalogue.all()).inspect(template, effective).violations(), failures);
        } catch (TemplateException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
        return failures;
    }

    private static String any(Random random) {
        return VALUES.get(random.nextInt(VALUES.size()));
    }

    private static void collect(List<Violation> violations, List<String> failures) {
        violations.stream()
                .map(Violation::message)
                .filter(message -> message.contains("but it failed with"))
                .forEach(failures::add);
    }
}
