package io.jenkins.plugins.cfnattest.cli;

import io.jenkins.plugins.cfnattest.app.OutputFile;
import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.Digest;
import io.jenkins.plugins.cfnattest.envelope.Envelope;
import io.jenkins.plugins.cfnattest.envelope.EnvelopeJson;
import io.jenkins.plugins.cfnattest.envelope.Waiver;
import io.jenkins.plugins.cfnattest.envelope.WaiverJson;
import io.jenkins.plugins.cfnattest.inspect.rules.Catalogue;
import io.jenkins.plugins.cfnattest.signing.KeyException;
import io.jenkins.plugins.cfnattest.signing.SigningKey;
import io.jenkins.plugins.cfnattest.template.Template;
import io.jenkins.plugins.cfnattest.template.TemplateException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Signs a waiver. */
@Command(
        name = "waive",
        description =
                "Signs a dated exception from one rule for one resource, for one template, for some stacks, or for"
                        + " both. The gate accepts it under a key trusted for 'waiver', where the policy accepts waivers.")
final class WaiveCommand implements Callable<Integer> {
    @Option(names = "--rule", required = true, paramLabel = "ID", description = "The id of the rule, such as W41.")
    private String rule;

    @Option(
            names = "--resource",
            required = true,
            paramLabel = "ID",
            description = "The logical id of the resource, exactly; '' for a finding about the whole template.")
    private String resource;

    @Option(
            names = "--template",
            paramLabel = "FILE",
            description = "Only this very template: its digest stands in the waiver.")
    private Path template;

    @Option(names = "--template-digest", paramLabel = "HEX", description = "The same, by the template's SHA-256.")
    private String templateDigest;

    @Option(
            names = "--stacks",
            paramLabel = "PATTERN",
            description =
                    "Only these stacks, by ARN:"
                            + " arn:aws:cloudformation:eu-central-1:123456789012:stack/pay-* (* within a segment, ** across '/').")
    private String stacks;

    @Option(names = "--owner", required = true, paramLabel = "NAME", description = "Who answers for it.")
    private String owner;

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why.")
    private String reason;

    @Option(names = "--ticket", required = true, paramLabel = "ID", description = "Where it was discussed.")
    private String ticket;

    @Option(
            names = "--valid-for",
            paramLabel = "DURATION",
            description = "How long it holds from now on, such as P30D (default).")
    private Duration validity = Duration.ofDays(30);

    @Option(
            names = "--expires",
            paramLabel = "TIME",
            description = "When it ends, such as 2026-12-31T00:00:00Z, in place of --valid-for.")
    private String expires;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where it goes (default: RULE-RESOURCE.waiver.json).")
    private Path file;

    @Mixin
    private KeyOptions key = new KeyOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Override
    public Integer call() throws CliException, KeyException {
        Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);
        SigningKey signer = key.read();
        Waiver waiver = waiver(now);
        Bytes payload = WaiverJson.write(waiver);
        Path place = file == null ? Path.of(fileName(waiver)) : file;
        if (Files.exists(place)) {
            throw CliException.usage(
                    "'" + place
                            + "' exists already, and a waiver is not overwritten. Move it away, or name another file with --output.");
        }
        try {
            OutputFile.write(place, EnvelopeJson.write(signer.seal(Envelope.IN_TOTO, payload)));
        } catch (IOException e) {
            throw CliException.usage(e);
        }
        report(waiver, Digest.of(payload), place);
        return ExitCode.FINE;
    }

    private Waiver waiver(Instant now) throws CliException {
        try {
            return new Waiver(
                    rule,
                    resource,
                    digest(),
                    Optional.ofNullable(stacks),
                    owner,
                    reason,
                    ticket,
                    now,
                    expires == null ? now.plus(validity) : Instant.parse(expires));
        } catch (DateTimeException e) {
            throw CliException.usage(
                    "--expires should be a time such as 2026-12-31T00:00:00Z, but is '" + expires + "'.", e);
        } catch (IllegalArgumentException e) {
            throw CliException.usage(e);
        }
    }

    private Optional<Digest> digest() throws CliException {
        if (template != null && templateDigest != null) {
            throw CliException.usage("--template and --template-digest both name the template. Give one of them.");
        }
        if (template == null) {
            return Optional.ofNullable(templateDigest).map(Digest::new);
        }
        Bytes content = InputFile.read(template, "template", Template.LIMIT);
        tellIfAbsent(content);
        return Optional.of(Digest.of(content));
    }

    /** A waiver for a resource that is not there would never be used, and nobody would know why. */
    private void tellIfAbsent(Bytes content) throws CliException {
        try {
            if (!resource.isEmpty()
                    && !Template.parse(content.toArray()).resources().containsKey(resource)) {
                output.console()
                        .say("The template '" + template + "' has no resource '" + Console.plain(resource)
                                + "' of its own; the waiver is only of use if a loop in it makes one.");
            }
        } catch (TemplateException e) {
            throw CliException.usage(e);
        }
    }

    private static String fileName(Waiver waiver) {
        return (waiver.rule() + "-" + (waiver.logicalResourceId().isEmpty() ? "template" : waiver.logicalResourceId()))
                        .replaceAll("[^A-Za-z0-9_-]", "_")
                + ".waiver.json";
    }

    private void report(Waiver waiver, Digest digest, Path place) {
        Console console = output.console();
        if (output.json()) {
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("waiver", place.toString());
            answer.put("waiverDigest", digest.hex());
            answer.put("rule", waiver.rule());
            answer.put("logicalResourceId", waiver.logicalResourceId());
            answer.put("expiresAt", waiver.expiresAt().toString());
            console.print(Json.pretty(answer));
            return;
        }
        if (Catalogue.all().rules().stream().noneMatch(known -> known.id().equals(waiver.rule()))) {
            console.say("There is no built-in rule " + Console.plain(waiver.rule())
                    + ": the waiver is only of use for an external inspector's finding (NAME:ID).");
        }
        console.print("waiver       " + place);
        console.print("digest       sha256:" + digest.hex());
        console.print("rule         " + Console.plain(waiver.rule()) + "  at "
                + (waiver.logicalResourceId().isEmpty()
                        ? "the whole template"
                        : Console.plain(waiver.logicalResourceId())));
        waiver.template().ifPresent(hex -> console.print("template     sha256:" + hex.hex()));
        waiver.stacks().ifPresent(pattern -> console.print("stacks       " + Console.plain(pattern)));
        console.print("ends         " + waiver.expiresAt());
    }
}
