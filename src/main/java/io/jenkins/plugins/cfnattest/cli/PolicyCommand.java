package io.jenkins.plugins.cfnattest.cli;

import io.jenkins.plugins.cfnattest.gate.Policy;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The default policy to start from, or whether a policy is one. */
@Command(
        name = "policy",
        description =
                "Prints the default policy, to be copied and changed; or checks a policy and says its digest, which stands in"
                        + " every decision made under it.")
final class PolicyCommand implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "FILE", description = "The policy to check.")
    private Path file;

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Override
    public Integer call() throws CliException {
        Policy policy = file == null ? Policy.standard() : PolicyFile.read(file);
        if (output.json()) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("name", policy.name());
            json.put("digest", policy.digest().hex());
            output.console().print(Json.pretty(json));
        } else if (file == null) {
            output.console().print(standardText().stripTrailing());
        } else {
            output.console().print("The policy '" + policy.name() + "' can be used.");
            output.console().print("  digest       sha256:" + policy.digest().hex());
        }
        return ExitCode.FINE;
    }

    private static String standardText() {
        try {
            return Policy.standardFile().toUtf8();
        } catch (CharacterCodingException e) {
            throw new IllegalStateException("The default policy is text in UTF-8, but it is not.", e);
        }
    }
}
