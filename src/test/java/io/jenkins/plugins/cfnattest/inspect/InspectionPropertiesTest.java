package io.jenkins.plugins.cfnattest.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cfnattest.inspect.rules.Catalogue;
import io.jenkins.plugins.cfnattest.template.EffectiveParameters;
import io.jenkins.plugins.cfnattest.template.Template;
import io.jenkins.plugins.cfnattest.template.TemplateException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;

/** What holds for every template, tried with made-up ones. */
class InspectionPropertiesTest {
    private static final String SEED = "2026";

    private static final Set<String> SEEN = new TreeSet<>();

    /** Properties that hold of nothing prove nothing. */
    @AfterContainer
    static void theTemplatesMadeManyRulesSpeak() {
        assertThat(SEEN).hasSizeGreaterThan(100);
    }

    @Provide
    Arbitrary<Map<String, Object>> templates() {
        return Documents.templates();
    }

    @Property(seed = SEED)
    void everyRuleAnswers(@ForAll("templates") Map<String, Object> template) throws TemplateException {
        String text = Written.BLOCK.of(template);
        Inspection inspection = inspected(text);
        inspection.violations().forEach(violation -> SEEN.add(violation.id()));

        assertThat(inspection.violations())
                .extracting(Violation::message)
                .noneMatch(InspectionPropertiesTest::isFailure);
        assertThat(scanned(text)).extracting(Violation::message).noneMatch(InspectionPropertiesTest::isFailure);
    }

    @Property(seed = SEED)
    void theAnswerDoesNotDependOnTheWriting(@ForAll("templates") Map<String, Object> template)
            throws TemplateException {
        Inspection expected = inspected(Written.JSON.of(template));

        for (Written way : List.of(Written.BLOCK, Written.FLOW)) {
            Inspection inspection = inspected(way.of(template));
            assertThat(Sample.found(inspection.violations())).isEqualTo(Sample.found(expected.violations()));
            assertThat(inspection.notEvaluated()).isEqualTo(expected.notEvaluated());
            assertThat(inspection.notInspected()).isEqualTo(expected.notInspected());
        }
    }

    @Property(seed = SEED)
    void theScanDoesNotDependOnTheWriting(@ForAll("templates") Map<String, Object> template) {
        List<String> expected = Sample.found(scanned(Written.JSON.of(template)));

        assertThat(Sample.found(scanned(Written.BLOCK.of(template)))).isEqualTo(expected);
        assertThat(Sample.found(scanned(Written.FLOW.of(template)))).isEqualTo(expected);
    }

    @Property(seed = SEED)
    void theOrderOfResourcesOnlyOrdersTheAnswer(@ForAll("templates") Map<String, Object> template)
            throws TemplateException {
        Map<String, Object> turned = new LinkedHashMap<>(template);
        List<Map.Entry<?, ?>> resources = new ArrayList<>(((Map<?, ?>) template.get("Resources")).entrySet());
        Collections.reverse(resources);
        Map<Object, Object> reversed = new LinkedHashMap<>();
        resources.forEach(entry -> reversed.put(entry.getKey(), entry.getValue()));
        turned.put("Resources", reversed);

        assertThat(sorted(inspected(Written.JSON.of(turned)))).isEqualTo(sorted(inspected(Written.JSON.of(template))));
    }

    @Property(seed = SEED)
    void aParameterIsAsGoodAsItsValue(@ForAll("templates") Map<String, Object> template) throws TemplateException {
        String text = Written.JSON.of(template);
        String literal = text.replace("{\"Ref\":\"Preset\"}", "\"0.0.0.0/0\"");

        assertThat(sorted(inspected(literal))).isEqualTo(sorted(inspected(text)));
    }

    @Property(seed = SEED, tries = 2000)
    void anyTextIsReadOrRefusedInOneLine(@ForAll String text) {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        try {
            Template.parse(content);
        } catch (TemplateException e) {
            assertThat(e.getMessage()).isNotBlank().doesNotContain("\n");
        }
        assertThat(new Scan(Catalogue.all(), ScanOptions.standard())
                        .scan(content)
                        .violations())
                .isNotEmpty();
    }

    private static boolean isFailure(String message) {
        return message.contains("but it failed with");
    }

    private static Set<String> sorted(Inspection inspection) {
        Set<String> found = new TreeSet<>(Sample.found(inspection.violations()));
        inspection.notEvaluated().forEach(open -> found.add(open.ruleId() + " open " + open.logicalResourceId()));
        return found;
    }

    private static Inspection inspected(String text) throws TemplateException {
        Template template = Template.parse(text.getBytes(StandardCharsets.UTF_8));
        return new Inspector(Catalogue.all())
                .inspect(template, EffectiveParameters.of(template, Map.of(), Set.of(), Map.of()));
    }

    private static List<Violation> scanned(String text) {
        return new Scan(Catalogue.all(), ScanOptions.standard())
                .scan(text.getBytes(StandardCharsets.UTF_8))
                .violations();
    }
}
