package io.jenkins.plugins.cfnattest.service;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.ServiceScan;
import io.jenkins.plugins.cfnattest.inspect.Rule;
import io.jenkins.plugins.cfnattest.inspect.RuleSet;
import io.jenkins.plugins.cfnattest.inspect.Scan;
import io.jenkins.plugins.cfnattest.inspect.ScanOptions;
import io.jenkins.plugins.cfnattest.inspect.ScanResult;
import io.jenkins.plugins.cfnattest.inspect.Violation;
import io.jenkins.plugins.cfnattest.inspect.Violation.Place;
import java.util.List;

/** Scans as the service of 2020: the built-in rules, no parameters, and a template that cannot be used is a {@code FATAL} violation. */
final class Scanner2020 {
    private final Scan scan;
    private final List<String> rules;

    Scanner2020(RuleSet all) {
        this.scan = new Scan(all, ScanOptions.standard());
        this.rules = scan.rules().rules().stream().map(Scanner2020::line).toList();
    }

    private static String line(Rule rule) {
        return rule.id() + " " + rule.name() + " " + rule.type().name() + " " + rule.message();
    }

    ServiceScan.Results scan(Bytes template) {
        ScanResult result = scan.scan(template.toArray());
        return new ServiceScan.Results(
                result.failureCount(),
                result.violations().stream().map(Scanner2020::violation).toList());
    }

    /** What is signed: {@code text} is the template's, decoded from the very bytes. */
    ServiceScan scan(Bytes template, String text) {
        return new ServiceScan(scan(template), text, rules);
    }

    private static ServiceScan.Violation violation(Violation violation) {
        List<Place> places = violation.places();
        return new ServiceScan.Violation(
                violation.id(),
                violation.name(),
                violation.type().name(),
                violation.message(),
                places.stream().map(Place::logicalResourceId).toList(),
                places.stream().map(Place::line).toList(),
                places.stream().map(Place::elementType).toList());
    }
}
