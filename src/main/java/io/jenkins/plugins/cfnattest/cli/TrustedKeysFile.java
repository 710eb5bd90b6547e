package io.jenkins.plugins.cfnattest.cli;

import io.jenkins.plugins.cfnattest.gate.OneLine;
import io.jenkins.plugins.cfnattest.signing.KeyException;
import io.jenkins.plugins.cfnattest.signing.Purpose;
import io.jenkins.plugins.cfnattest.signing.TrustedKey;
import io.jenkins.plugins.cfnattest.signing.VerificationKey;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A YAML list of trusted keys. */
final class TrustedKeysFile {
    private static final Set<String> MEMBERS =
            Set.of("name", "pem", "purpose", "notBefore", "notAfter", "retiredAt", "revokedAt");

    private TrustedKeysFile() {}

    static List<TrustedKey> read(Path file) throws CliException {
        List<TrustedKey> keys = new ArrayList<>();
        for (Yaml members : Yaml.list(file, "list of trusted keys", "key", MEMBERS)) {
            keys.add(key(members));
        }
        return keys;
    }

    private static TrustedKey key(Yaml members) throws CliException {
        try {
            return new TrustedKey(
                    members.required("name"),
                    VerificationKey.parse(members.required("pem")),
                    purpose(members),
                    members.instant("notBefore"),
                    members.instant("notAfter"),
                    members.instant("retiredAt"),
                    members.instant("revokedAt"));
        } catch (KeyException | IllegalArgumentException e) {
            throw members.wrong(e);
        }
    }

    private static Purpose purpose(Yaml members) throws CliException {
        String word = members.required("purpose");
        return Purpose.of(word)
                .orElseThrow(() -> members.wrong(
                        "purpose", "should be one of " + Purpose.words() + ", but is " + OneLine.quoted(word)));
    }
}
