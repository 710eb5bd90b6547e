package io.jenkins.plugins.cfnattest.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class JUnitReportTest {
    private static Element read(boolean failOnWarnings, FileReport... files) throws Exception {
        StringWriter out = new StringWriter();
        JUnitReport.write(out, List.of(files), failOnWarnings);
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        return factory.newDocumentBuilder()
                .parse(new ByteArrayInputStream(out.toString().getBytes(StandardCharsets.UTF_8)))
                .getDocumentElement();
    }

    private static List<Element> all(Element root, String name) {
        NodeList nodes = root.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }

    private static FileReport reported(Violation... violations) {
        return new FileReport("t.yaml", List.of(violations), List.of(), List.of(), List.of());
    }

    @Test
    void hasASuiteForEachFileAndATestForEachRuleAndResource() throws Exception {
        Element root = read(
                false,
                FileReports.of("infra/bucket.yaml", FileReports.TEMPLATE),
                FileReports.of("fine.yaml", "Resources: {T: {Type: X::Y::Z}}"));

        assertThat(all(root, "testsuite"))
                .extracting(suite -> suite.getAttribute("name"))
                .containsExactly("infra/bucket.yaml", "fine.yaml");
        assertThat(all(root, "testcase"))
                .extracting(test -> test.getAttribute("classname") + " " + test.getAttribute("name"))
                .containsExactly(
                        "infra.bucket_yaml F1 Disk",
                        "infra.bucket_yaml W41 Store",
                        "infra.bucket_yaml F1 Scratch",
                        "infra.bucket_yaml W35 Store",
                        "fine_yaml no findings");
        Element failure = all(root, "failure").get(0);
        assertThat(failure.getTextContent()).startsWith("Disk (line 3), property Encrypted: ");
        assertThat(failure.getAttribute("message")).isEqualTo(failure.getTextContent());
        Element test = (Element) failure.getParentNode();
        assertThat(test.getAttribute("file")).isEqualTo("infra/bucket.yaml");
        assertThat(test.getAttribute("line")).isEqualTo("3");
    }

    @ParameterizedTest
    @CsvSource({
        "./infra/a.yaml, infra.a_yaml",
        "/infra/a.yaml, infra.a_yaml",
        "../../infra/a.yaml, infra.a_yaml",
        ".ci/a.yaml, _ci.a_yaml"
    })
    void beginsNoPackageWithADot(String file, String expected) throws Exception {
        Element test = all(read(false, FileReports.of(file, "Resources: {T: {Type: X::Y::Z}}")), "testcase")
                .get(0);

        assertThat(test.getAttribute("classname")).isEqualTo(expected);
        assertThat(test.getAttribute("file")).isEqualTo(file);
    }

    @Test
    void skipsWarningsAndSuppressedFindingsWithTheirText() throws Exception {
        Element root = read(false, FileReports.of("t.yaml", FileReports.TEMPLATE));

        assertThat(List.of(
                        root.getAttribute("tests"),
                        root.getAttribute("failures"),
                        root.getAttribute("errors"),
                        root.getAttribute("skipped")))
                .containsExactly("4", "1", "0", "3");
        assertThat(all(root, "skipped"))
                .extracting(Element::getTextContent)
                .anyMatch(text -> text.startsWith("Store (line 10), property BucketEncryption: "))
                .anyMatch(text -> text.contains("suppressed by the template (scratch \"space\" & <more>)."));
    }

    @Test
    void failsOnWarningsIfAsked() throws Exception {
        Element root = read(true, FileReports.of("t.yaml", FileReports.TEMPLATE));

        assertThat(root.getAttribute("failures")).isEqualTo("2");
        assertThat(root.getAttribute("skipped")).isEqualTo("2");
    }

    @Test
    void errsAboutWhatCouldNotBeInspectedOrDecided() throws Exception {
        Element root = read(false, FileReports.of("bad.yaml", "- 1"), FileReports.undecided("open.yaml"));

        assertThat(root.getAttribute("errors")).isEqualTo("2");
        assertThat(all(root, "testcase"))
                .extracting(test -> test.getAttribute("name"))
                .containsExactly("FATAL", "F1 Disk");
        assertThat(all(root, "error").get(1).getTextContent()).contains("could not be decided", "withheld");
    }

    @Test
    void joinsFindingsOfOneRuleOnOneResource() throws Exception {
        Violation.Place first = new Violation.Place("A", 3, 1, "/Properties/X/0", "resource");
        Violation.Place second = new Violation.Place("A", 3, 1, "/Properties/X/1", "resource");

        Element root = read(false, reported(new Violation("W2", "R", RuleType.FAIL, "No.", List.of(first, second))));

        assertThat(all(root, "testcase")).hasSize(1);
        assertThat(all(root, "failure").get(0).getAttribute("message"))
                .isEqualTo("A (line 3), property X[0]: No.\nA (line 3), property X[1]: No.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<![CDATA[x]]>",
                "]]>",
                "a\u0000b",
                "\u001B[31m",
                "\uFFFE\uFFFF",
                "\uD800",
                "\"'&<>",
                "\uD83D\uDE00",
                "\r\n\t"
            })
    void staysXmlWhateverATemplateSays(String text) throws Exception {
        Element root = read(
                false,
                reported(
                        Violation.fatal(text),
                        new Violation(
                                "F1",
                                "R",
                                RuleType.FAIL,
                                text,
                                List.of(new Violation.Place(text, 1, 1, "/Properties/" + text, "resource")))),
                new FileReport(text, List.of(), List.of(), List.of(), List.of()));

        String expected = text.replaceAll("[\u0000\u001B\uFFFE\uFFFF]|\uD800(?![\uDC00-\uDFFF])", "\uFFFD");
        assertThat(all(root, "error").get(0).getAttribute("message")).isEqualTo(expected);
        assertThat(all(root, "error").get(0).getTextContent()).isEqualTo(expected);
        assertThat(all(root, "testsuite").get(1).getAttribute("name")).isEqualTo(expected);
    }

    /** Programs beside ours give one rule several levels. */
    @Test
    void letsNoFailureHideBehindAWarningOfTheSameName() throws Exception {
        List<Violation.Place> place = List.of(new Violation.Place("Disk", 3, 11, "", "resource"));

        Element root = read(
                false,
                reported(
                        new Violation("X1", "x", RuleType.WARN, "careful", place),
                        new Violation("X1", "x", RuleType.FAIL, "broken", place)));

        assertThat(root.getAttribute("failures")).isEqualTo("1");
        assertThat(all(root, "skipped")).isEmpty();
        assertThat(all(root, "failure"))
                .singleElement()
                .satisfies(failure -> assertThat(failure.getTextContent()).contains("careful", "broken"));
    }
}
