package io.jenkins.plugins.cfnattest.inspect;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Files with one of everything, for tests of reports. */
final class FileReports {
    /** A volume that is not encrypted, one for which that is suppressed, and a bucket with warnings. */
    static final String TEMPLATE = """
            Resources:
              Disk:
                Type: AWS::EC2::Volume
                Properties: {AvailabilityZone: a, KmsKeyId: k}
              Scratch:
                Type: AWS::EC2::Volume
                Metadata: {cfn_nag: {rules_to_suppress: [{id: F1, reason: scratch "space" & <more>}, {id: W35}]}}
                Properties: {AvailabilityZone: a, KmsKeyId: k}
              Store:
                Type: AWS::S3::Bucket
                Metadata: {cfn_nag: {rules_to_suppress: [{id: W35}]}}
            """;

    private FileReports() {}

    static FileReport of(String filename, String text) {
        return new Scan(Sample.only("F1", "W35", "W41"), ScanOptions.standard())
                .scan(text.getBytes(StandardCharsets.UTF_8))
                .report(filename);
    }

    /** As an inspection for an attestation adds: what was not decided and not inspected. */
    static FileReport undecided(String filename) {
        Violation.Place place = new Violation.Place("Disk", 3, 11, "/Properties/Encrypted", "resource");
        Violation.Place nested = new Violation.Place("Child", 9, 11, "/Properties/TemplateURL", "resource");
        return new FileReport(
                filename,
                List.of(),
                List.of(),
                List.of(new FileReport.Remark("F1", place, "/Properties/Encrypted: it is withheld")),
                List.of(new FileReport.Remark("NESTED_STACK", nested, "")));
    }
}
