package io.jenkins.plugins.cfnattest.inspect.external;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Reads an answer without a process. */
final class Answers {
    private Answers() {}

    static Findings nag(String json) throws IOException, InspectorException {
        try (PrivateFolder folder = PrivateFolder.with(Samples.TEMPLATE)) {
            return nag(json, folder);
        }
    }

    static Findings nag(String json, PrivateFolder folder) throws InspectorException {
        Findings findings = new Findings("other");
        NagAnswer.read(ToolJson.read(stream(json)), folder, findings);
        return findings;
    }

    static Findings sarif(String json) throws IOException, InspectorException {
        try (PrivateFolder folder = PrivateFolder.with(Samples.TEMPLATE)) {
            return sarif(json, folder);
        }
    }

    static Findings sarif(String json, PrivateFolder folder) throws InspectorException {
        Findings findings = new Findings("other");
        SarifAnswer.read(ToolJson.read(stream(json)), folder, findings);
        return findings;
    }

    static ByteArrayInputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
