package io.jenkins.plugins.cfnattest.cli;

import io.jenkins.plugins.cfnattest.app.DecisionMembers;
import io.jenkins.plugins.cfnattest.app.ServiceInspection;
import io.jenkins.plugins.cfnattest.app.Verify;
import io.jenkins.plugins.cfnattest.app.VerifySigned;
import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.Digest;
import io.jenkins.plugins.cfnattest.envelope.EnvelopeJson;
import io.jenkins.plugins.cfnattest.gate.Policy;
import io.jenkins.plugins.cfnattest.gate.ReasonCode;
import io.jenkins.plugins.cfnattest.signing.TrustedKeys;
import io.jenkins.plugins.cfnattest.signing.VerificationException;
import io.jenkins.plugins.cfnattest.template.Template;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks 1 to 4: is this a proof at all? */
@Command(
        name = "verify",
        description =
                "Verifies envelopes: well formed, signed by a trusted key that may and is valid, and about the template"
                        + " they carry. Of an attestation it says nothing about parameters, age or violations: that is the"
                        + " gate's. Decisions, verification summaries, waivers, approvals and ends of deployments too.",
        footer = {
            "",
            "The exit code is 0 only when every envelope is authentic and none says that something is not well: a decision that"
                    + " refuses or was only let pass, a summary FAILED, an end FAILED or UNKNOWN are authentic and end in 1."
                    + " With --authentic-only what they say does not matter."
        })
final class VerifyCommand implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "ENVELOPE", description = "Signed envelopes.")
    private List<Path> envelopes;

    @Option(
            names = "--template",
            paramLabel = "FILE",
            description = "A template file that must equal the attested bytes.")
    private Path template;

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            description =
                    "The policy that says how many must have signed and whom it trusts, and under which a decision or"
                            + " summary has to be made.")
    private Path policyFile;

    @Mixin
    private ExpectedOptions expected = new ExpectedOptions();

    @Option(
            names = "--authentic-only",
            description = "Let refusals, failures and the like be: whether they are authentic is all that counts.")
    private boolean authenticOnly;

    @Option(names = "--explain", description = "Show what each check said.")
    private boolean explain;

    @Mixin
    private TrustOptions trust = new TrustOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Override
    public Integer call() throws CliException {
        Optional<Policy> policy = policyFile == null ? Optional.empty() : Optional.of(PolicyFile.read(policyFile));
        Policy held = policy.orElse(Policy.standard());
        TrustedKeys trusted = trust.read(held);
        Verify verify = new Verify(held, trusted, Clock.systemUTC());
        VerifySigned others = new VerifySigned(
                held.trustedKeys().map(own -> own.heldTo(trusted)).orElse(trusted), Clock.systemUTC());
        Optional<Bytes> named = Optional.empty();
        if (template != null) {
            named = Optional.of(InputFile.read(template, "template", Template.LIMIT));
        }
        Console console = output.console();
        Console.Progress progress = console.progress("verified", envelopes.size());
        List<Map<String, Object>> answers = new ArrayList<>();
        int exitCode = ExitCode.FINE;
        for (Path file : envelopes) {
            Bytes envelope = InputFile.read(file, "envelope", EnvelopeJson.LIMIT);
            Verify.Answer answer = verify.verify(envelope, named);
            Optional<VerifySigned.Answer> other =
                    other(others, envelope, answer, expected.read(named, policy.map(Policy::digest)));
            if (other.isPresent()) {
                SignedReport report = new SignedReport(file.toString(), other.get(), authenticOnly);
                if (!report.isGood()) {
                    exitCode = ExitCode.REFUSED;
                }
                if (output.json()) {
                    answers.add(report.asJson());
                } else {
                    report.print(console);
                }
                progress.step();
                continue;
            }
            if (!answer.passed()) {
                exitCode = ExitCode.REFUSED;
            }
            if (output.json()) {
                answers.add(asJson(file, answer));
            } else {
                print(console, file, answer);
            }
            progress.step();
        }
        if (output.json()) {
            console.print(Json.pretty(Map.of("envelopes", answers)));
        }
        return exitCode;
    }

    /** A good signature over something else than an attestation; which it is, its own statement says. */
    private static Optional<VerifySigned.Answer> other(
            VerifySigned others, Bytes envelope, Verify.Answer answer, VerifySigned.Expected expected) {
        if (answer.refusals().stream().noneMatch(refusal -> refusal.code() == ReasonCode.PREDICATE_UNSUPPORTED)) {
            return Optional.empty();
        }
        try {
            return Optional.of(others.verify(envelope, expected));
        } catch (VerificationException e) {
            // None of these either: the attestation's refusal says so.
            return Optional.empty();
        }
    }

    private static Map<String, Object> asJson(Path file, Verify.Answer answer) {
        Map<String, Object> json =
                DecisionMembers.of("verified", answer.checks(), answer.statement(), answer.refusals());
        json.put("envelope", file.toString());
        answer.service().ifPresent(inspection -> {
            json.put("format", "service-2020");
            json.put("templateDigest", Digest.of(inspection.template()).hex());
            json.put("attestationDigest", inspection.attestationDigest().hex());
            json.put("verdict", inspection.result().verdict());
            json.put("signedBy", List.of(inspection.signer().name()));
        });
        return json;
    }

    private void print(Console console, Path file, Verify.Answer answer) {
        DecisionReport.print(
                console,
                explain,
                "VERIFIED  " + file,
                "NOT VERIFIED  " + file,
                answer.checks(),
                answer.statement(),
                answer.refusals());
        answer.service().ifPresent(inspection -> print(console, inspection));
    }

    private static void print(Console console, ServiceInspection inspection) {
        console.print("  format       envelope of the 2020 service");
        console.print(
                "  template     sha256:" + Digest.of(inspection.template()).hex());
        console.print("  attestation  sha256:" + inspection.attestationDigest().hex());
        console.print("  verdict      " + inspection.result().verdict());
        console.print("  signed by    " + inspection.signer().name() + "  "
                + inspection.signer().key().keyId().hex());
    }
}
