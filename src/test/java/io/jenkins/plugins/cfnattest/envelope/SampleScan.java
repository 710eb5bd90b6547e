package io.jenkins.plugins.cfnattest.envelope;

import java.util.List;

/** An answer of a 2020 service to test with. */
public final class SampleScan {
    private SampleScan() {}

    /** One failing violation on two resources and one that has none, text beyond ASCII, a control character. */
    public static ServiceScan scan() {
        return new ServiceScan(
                new ServiceScan.Results(
                        3,
                        List.of(
                                new ServiceScan.Violation(
                                        "F1",
                                        "OpenRule",
                                        "FAIL",
                                        "Too \"open\" in Köln",
                                        List.of("A", "B"),
                                        List.of(4, 24),
                                        List.of("resource", "resource")),
                                new ServiceScan.Violation(
                                        "FATAL",
                                        "system",
                                        "FAIL",
                                        "tab\tand \u001f",
                                        List.of(),
                                        List.of(),
                                        List.of()))),
                "Resources:\n  A: 😀\n",
                List.of("F1 OpenRule FAIL Too open", "W2 OtherRule WARN Other"));
    }
}
