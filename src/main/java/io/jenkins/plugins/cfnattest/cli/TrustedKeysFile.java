package io.jenkins.plugins.cfnattest.cli;

import io.jenkins.plugins.cfnattest.signing.KeyException;
import io.jenkins.plugins.cfnattest.signing.Purpose;
import io.jenkins.plugins.cfnattest.signing.TrustedKey;
import io.jenkins.plugins.cfnattest.signing.VerificationKey;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** A YAML list of trusted keys. */
final class TrustedKeysFile {
    private static final Set<String> MEMBERS = Set.of("name", "pem", "purpose", "notBefore", "notAfter", "revokedAt");

    private TrustedKeysFile() {}

    static List<TrustedKey> read(Path file) throws CliException {
        List<TrustedKey> keys = new ArrayList<>();
        for (Object item : Yaml.list(file, "the document", Yaml.load(file, "list of trusted keys"))) {
            String where = "key " + (keys.size() + 1);
            keys.add(key(file, where, Yaml.map(file, where, item, MEMBERS)));
        }
        return keys;
    }

    private static TrustedKey key(Path file, String where, Yaml members) throws CliException {
        try {
            return new TrustedKey(
                    members.required("name"),
                    VerificationKey.parse(members.required("pem")),
                    purpose(file, where, members.required("purpose")),
                    members.instant("notBefore"),
                    members.instant("notAfter"),
                    members.instant("revokedAt"));
        } catch (KeyException | IllegalArgumentException e) {
            throw CliException.usage(file + ": " + where + ": " + e.getMessage(), e);
        }
    }

    private static Purpose purpose(Path file, String where, String word) throws CliException {
        return Arrays.stream(Purpose.values())
                .filter(purpose -> purpose.word().equals(word))
                .findFirst()
                .orElseThrow(() -> CliException.usage(file + ": " + where + " has the purpose '" + word
                        + "', but purposes are "
                        + Arrays.stream(Purpose.values()).map(Purpose::word).toList() + "."));
    }
}
