package io.jenkins.plugins.cfnattest.cli;

import io.jenkins.plugins.cfnattest.envelope.Digest;
import io.jenkins.plugins.cfnattest.gate.OneLine;
import io.jenkins.plugins.cfnattest.service.Callers;
import io.jenkins.plugins.cfnattest.service.KnownCaller;
import io.jenkins.plugins.cfnattest.service.Role;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** A YAML list of the service's callers. It holds digests of tokens, never a token. */
final class CallersFile {
    private static final Set<String> MEMBERS = Set.of("name", "tokenSha256", "roles");

    private CallersFile() {}

    static Callers read(Path file) throws CliException {
        List<KnownCaller> callers = new ArrayList<>();
        Callers all = Callers.none();
        for (Yaml members : Yaml.list(file, "list of callers", "caller", MEMBERS)) {
            try {
                callers.add(caller(members));
                all = new Callers(callers);
            } catch (IllegalArgumentException e) {
                throw members.wrong(e);
            }
        }
        return all;
    }

    private static KnownCaller caller(Yaml members) throws CliException {
        String digest = members.required("tokenSha256");
        if (!digest.matches("[0-9a-f]{64}")) {
            // Not quoted: somebody may have written the token itself.
            throw members.wrong(
                    "tokenSha256",
                    "should be the SHA-256 of the token, 64 lower-case hex digits, as 'cfn-attest keygen --token FILE' prints it, but is not");
        }
        return new KnownCaller(members.required("name"), new Digest(digest), roles(members));
    }

    private static Set<Role> roles(Yaml members) throws CliException {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (String word : members.list("roles")) {
            roles.add(Role.of(word)
                    .orElseThrow(() -> members.wrong(
                            "roles",
                            "should name some of "
                                    + Arrays.stream(Role.values())
                                            .map(Role::word)
                                            .toList()
                                    + ", but names " + OneLine.quoted(word))));
        }
        return roles;
    }
}
