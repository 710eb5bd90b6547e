package io.jenkins.plugins.cfnattest.inspect;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Findings as the XML of JUnit that Jenkins and GitLab show as test results: a test suite for each file, a test case for each rule and resource. What fails is a failure;
 * a warning and a suppressed finding are skipped tests, which both show with their text without counting them as broken; a file that cannot be inspected is an error.
 * A file with nothing else is one test that passed, so that good files are seen too.
 */
public final class JUnitReport {
    private JUnitReport() {}

    /**
     * Writes all files.
     *
     * @param failOnWarnings whether warnings are failures
     */
    public static void write(Writer out, List<FileReport> files, boolean failOnWarnings) throws IOException {
        List<Suite> suites =
                files.stream().map(file -> Suite.of(file, failOnWarnings)).toList();
        out.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"cfn-attest\"");
        writeCounts(out, suites.stream().flatMap(suite -> suite.cases.stream()).toList());
        for (Suite suite : suites) {
            out.write("  <testsuite name=\"" + Xml.attribute(suite.filename) + "\"");
            writeCounts(out, suite.cases);
            for (Case test : suite.cases) {
                test.write(out, suite.filename);
            }
            out.write("  </testsuite>\n");
        }
        out.write("</testsuites>\n");
    }

    private static void writeCounts(Writer out, List<Case> cases) throws IOException {
        out.write(" tests=\"" + Integer.toString(cases.size()) + "\"");
        for (Outcome outcome : List.of(Outcome.FAILURE, Outcome.ERROR, Outcome.SKIPPED)) {
            long count = cases.stream().filter(test -> test.outcome == outcome).count();
            out.write(" " + outcome.plural + "=\"" + Long.toString(count) + "\"");
        }
        out.write(" time=\"0\">\n");
    }

    /** How a test ended, the gravest first. */
    private enum Outcome {
        ERROR("error", "errors"),
        FAILURE("failure", "failures"),
        SKIPPED("skipped", "skipped"),
        PASSED("", "");

        private final String element;
        private final String plural;

        Outcome(String element, String plural) {
            this.element = element;
            this.plural = plural;
        }
    }

    /** A test case; names are unique within a suite, so findings of one rule on one resource are one case with several sentences. */
    private record Case(String name, Outcome outcome, String type, int line, List<String> sentences) {
        void write(Writer out, String filename) throws IOException {
            out.write("    <testcase name=\"" + Xml.attribute(name) + "\" classname=\""
                    + Xml.attribute(className(filename)) + "\" file=\"" + Xml.attribute(filename) + "\" line=\""
                    + Integer.toString(line) + "\" time=\"0\"");
            if (outcome == Outcome.PASSED) {
                out.write("/>\n");
                return;
            }
            String text = String.join("\n", sentences);
            out.write(">\n      <" + outcome.element);
            if (outcome != Outcome.SKIPPED) {
                out.write(" type=\"" + Xml.attribute(type) + "\"");
            }
            out.write(" message=\"" + Xml.attribute(text) + "\">" + Xml.text(text) + "</" + outcome.element
                    + ">\n    </testcase>\n");
        }

        /** Jenkins takes what stands before the last dot for a package: that shall be the folder. */
        /** The path as a package has dots; what leads to the folder is left out, since an empty package confuses readers. */
        private static String className(String filename) {
            String below = filename.replace('\\', '/').replaceFirst("^(\\.{0,2}/)+", "");
            return below.replace('.', '_').replace('/', '.');
        }
    }

    private record Suite(String filename, List<Case> cases) {
        static Suite of(FileReport file, boolean failOnWarnings) {
            Map<String, Case> cases = new LinkedHashMap<>();
            for (Violation violation : file.violations()) {
                Outcome outcome = violation.isFatal()
                        ? Outcome.ERROR
                        : violation.type() == RuleType.FAIL || failOnWarnings ? Outcome.FAILURE : Outcome.SKIPPED;
                if (violation.places().isEmpty()) {
                    int line = violation.position().map(at -> at.line()).orElse(1);
                    add(cases, violation.id(), outcome, violation.type().name(), line, violation.message());
                }
                for (Violation.Place place : violation.places()) {
                    add(
                            cases,
                            violation.id() + " " + place.logicalResourceId(),
                            outcome,
                            violation.type().name(),
                            place.line(),
                            place.sentence(violation.message()));
                }
            }
            file.suppressed()
                    .forEach(
                            remark -> add(cases, remark, "suppressed by the template", remark.text(), Outcome.SKIPPED));
            file.notEvaluated()
                    .forEach(remark -> add(cases, remark, "could not be decided", remark.text(), Outcome.ERROR));
            if (cases.isEmpty()) {
                cases.put("", new Case("no findings", Outcome.PASSED, "", 1, List.of()));
            }
            return new Suite(file.filename(), List.copyOf(cases.values()));
        }

        private static void add(
                Map<String, Case> cases, FileReport.Remark remark, String what, String why, Outcome outcome) {
            add(
                    cases,
                    (remark.subject() + " " + remark.place().logicalResourceId()).strip(),
                    outcome,
                    outcome == Outcome.ERROR ? "INCOMPLETE" : "",
                    remark.place().line(),
                    remark.place().where() + ": " + what + (why.isEmpty() ? "." : " (" + why + ")."));
        }

        /** Several findings under one name: the gravest decides, so that no failure hides behind a warning. */
        private static void add(
                Map<String, Case> cases, String name, Outcome outcome, String type, int line, String sentence) {
            cases.merge(name, new Case(name, outcome, type, line, List.of(sentence)), (known, more) -> {
                List<String> sentences = new ArrayList<>(known.sentences);
                sentences.addAll(more.sentences);
                Case gravest = more.outcome.compareTo(known.outcome) < 0 ? more : known;
                return new Case(name, gravest.outcome, gravest.type, gravest.line, List.copyOf(sentences));
            });
        }
    }
}
