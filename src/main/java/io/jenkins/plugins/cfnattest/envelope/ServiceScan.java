package io.jenkins.plugins.cfnattest.envelope;

import java.util.List;

/**
 * What the 2020 inspection service says about one template.
 *
 * @param results its findings
 * @param template the template's text
 * @param rules its rules in the order of execution, each a line {@code ID NAME TYPE MESSAGE}
 */
public record ServiceScan(Results results, String template, List<String> rules) {
    public ServiceScan {
        rules = List.copyOf(rules);
    }

    /**
     * The findings.
     *
     * @param failureCount failing violations, each once per resource, at least once
     * @param violations failing ones and warnings
     */
    public record Results(int failureCount, List<Violation> violations) {
        public Results {
            violations = List.copyOf(violations);
        }

        /** The answer of the unsigned scan: {@code {"results": ...}}, compact. */
        public Bytes write() {
            return Json.write(json -> {
                json.writeStartObject();
                json.writeFieldName("results");
                ServiceScanJson.results(json, this);
                json.writeEndObject();
            });
        }
    }

    /**
     * One violation; the three lists are parallel, and empty for {@code FATAL}.
     *
     * @param id the rule's id, or {@code FATAL}
     * @param name the rule's class name, or {@code system}
     * @param type {@code FAIL} or {@code WARN}
     * @param message what is wrong
     * @param logicalResourceIds the resources
     * @param lineNumbers their lines from 1; 0 where the service knew none
     * @param elementTypes {@code resource} or {@code parameter}
     */
    public record Violation(
            String id,
            String name,
            String type,
            String message,
            List<String> logicalResourceIds,
            List<Integer> lineNumbers,
            List<String> elementTypes) {
        public Violation {
            logicalResourceIds = List.copyOf(logicalResourceIds);
            lineNumbers = List.copyOf(lineNumbers);
            elementTypes = List.copyOf(elementTypes);
            if (lineNumbers.size() != logicalResourceIds.size() || elementTypes.size() != logicalResourceIds.size()) {
                throw new IllegalArgumentException(
                        "The lists of violation " + id + " are parallel, but their sizes differ.");
            }
        }
    }

    /** The text {@code results_encoded}: what the service signs. */
    public String encode() {
        return Json.write(json -> ServiceScanJson.write(json, this)).toBase64();
    }

    /** The envelope around this scan, given the signature over {@link #encode()}'s ASCII bytes. */
    public ServiceEnvelope sealedWith(Bytes signature) {
        String outer = Json.text(json -> ServiceScanJson.results(json, results));
        return new ServiceEnvelope(outer, encode(), signature);
    }
}
