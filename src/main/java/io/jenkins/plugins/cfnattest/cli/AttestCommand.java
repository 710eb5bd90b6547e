package io.jenkins.plugins.cfnattest.cli;

import io.jenkins.plugins.cfnattest.app.AttestException;
import io.jenkins.plugins.cfnattest.app.AttestRequest;
import io.jenkins.plugins.cfnattest.app.Attestation;
import io.jenkins.plugins.cfnattest.app.Attester;
import io.jenkins.plugins.cfnattest.app.FailOn;
import io.jenkins.plugins.cfnattest.app.Findings;
import io.jenkins.plugins.cfnattest.app.LocalAttester;
import io.jenkins.plugins.cfnattest.app.OutputFile;
import io.jenkins.plugins.cfnattest.app.Recorder;
import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.Invocation;
import io.jenkins.plugins.cfnattest.inspect.Evaluation;
import io.jenkins.plugins.cfnattest.inspect.rules.Catalogue;
import io.jenkins.plugins.cfnattest.ledger.LedgerException;
import io.jenkins.plugins.cfnattest.ledger.TlogProof;
import io.jenkins.plugins.cfnattest.template.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Inspects templates and signs what was found. */
@Command(
        name = "attest",
        description = "Inspects templates as they will be deployed and signs template, rules and result together.")
final class AttestCommand implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "TEMPLATE", description = "Templates, JSON or YAML.")
    private List<Path> templates;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "The envelope of a single template (default: TEMPLATE.intoto.json).")
    private Path file;

    @Option(
            names = "--output-dir",
            paramLabel = "DIR",
            description = "Folder for the envelopes (default: beside each template).")
    private Path folder;

    @Option(
            names = "--validity",
            paramLabel = "DURATION",
            description = "How long the attestation holds, such as P30D (default).")
    private Duration validity = Duration.ofDays(30);

    @Option(
            names = "--fail-on",
            paramLabel = "LEVEL",
            description =
                    "Exit with 1 on a verdict of FAIL, also on WARN, or never (NONE, default): the gate refuses anyway.")
    private FailOn failOn = FailOn.NONE;

    @Option(
            names = "--sarif",
            paramLabel = "FILE",
            description = "Also write what was found in all templates as SARIF, for code scanning pages.")
    private Path sarif;

    @Option(
            names = "--evaluation",
            paramLabel = "MODE",
            description = "EFFECTIVE (default): conditions and mappings are evaluated from the parameters. ALL: every"
                    + " branch is inspected. CFN_NAG: as cfn_nag assumes, blind to defaults and conditions.")
    private Evaluation evaluation = Evaluation.EFFECTIVE;

    @Mixin
    private KeyOptions key = new KeyOptions();

    @Mixin
    private ServiceOptions service = new ServiceOptions();

    @Mixin
    private InspectorOptions inspectors = new InspectorOptions();

    @Mixin
    private ParameterOptions parameters = new ParameterOptions();

    @Mixin
    private PseudoOptions pseudo = new PseudoOptions();

    @Mixin
    private RecordOptions record = new RecordOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Override
    public Integer call() throws CliException, AttestException, InterruptedException, LedgerException {
        if (file != null && templates.size() > 1) {
            throw CliException.usage("--output names one file, but " + templates.size()
                    + " templates are given. Use --output-dir, or attest them one by one.");
        }
        refuseSharedEnvelopes();
        Attester attester = attester();
        Optional<Recorder> recorder = record.recorder();
        Map<String, String> given = parameters.read();
        Console console = output.console();
        Console.Progress progress = console.progress("attested", templates.size());
        List<Map<String, Object>> answers = new ArrayList<>();
        Findings findings = new Findings();
        int exitCode = ExitCode.FINE;
        try {
            for (Path template : templates) {
                Bytes content = InputFile.read(template, "template", Template.LIMIT);
                Attestation attestation = attester.attest(new AttestRequest(
                        subjectName(template),
                        content,
                        given,
                        pseudo.known(),
                        new Invocation(Map.of(), pseudo.claimed()),
                        evaluation));
                Path envelope = envelopeFile(template, attestation);
                if (recorder.isPresent()) {
                    // First on record, then in anybody's hands.
                    TlogProof proof =
                            recorder.get().attestation(attestation, subjectName(template), RequestOptions.caller());
                    write(envelope.resolveSibling(envelope.getFileName() + RecordOptions.PROOF), proof.toBytes());
                }
                write(envelope, attestation.envelope());
                findings.add(template.toString(), content, attestation);
                answers.add(asJson(template, envelope, attestation));
                if (!output.json()) {
                    AttestationReport.print(console, template.toString(), envelope.toString(), attestation);
                }
                if (failOn.holds(attestation.result().verdict())) {
                    exitCode = ExitCode.REFUSED;
                }
                progress.step();
            }
        } finally {
            // Also when a later template fails: programs learn which envelopes there are.
            if (output.json()) {
                console.print(Json.pretty(Map.of("attestations", answers)));
            }
        }
        writeSarif(findings);
        return exitCode;
    }

    private void writeSarif(Findings findings) throws CliException {
        if (sarif == null) {
            return;
        }
        try {
            OutputFile.write(sarif, out -> findings.writeSarif(out, Path.of("")));
        } catch (IOException e) {
            throw CliException.usage(e);
        }
    }

    /** Two templates of one name from two folders would get the same envelope, and the second would take the first one's place. */
    private void refuseSharedEnvelopes() throws CliException {
        Map<Path, Path> places = new HashMap<>();
        for (Path template : templates) {
            Path other = places.put(placeOf(template, "").toAbsolutePath().normalize(), template);
            if (other != null) {
                throw CliException.usage("Each template should get an envelope of its own, but those of '" + other
                        + "' and '" + template + "' would be the same file. Attest them one by one, with --output.");
            }
        }
    }

    private void write(Path envelope, Bytes content) throws CliException {
        try {
            if (folder != null) {
                Files.createDirectories(folder);
            }
        } catch (IOException e) {
            throw CliException.usage(
                    "The folder '" + folder + "' of --output-dir cannot be made ("
                            + e.getClass().getSimpleName()
                            + "). Name a folder that exists, or a place where one can be made.",
                    e);
        }
        try {
            OutputFile.write(envelope, content);
        } catch (IOException e) {
            throw CliException.usage(e);
        }
    }

    private Attester attester() throws CliException {
        if (service.given() == key.given()) {
            throw CliException.usage(
                    "Name either a private key (--key FILE) or a service (--service URL --service-key FILE).");
        }
        if (service.given() && inspectors.given()) {
            throw CliException.usage("A service inspects with inspectors of its own: name none with --inspector.");
        }
        return service.given()
                ? service.attester()
                : new LocalAttester(
                        Catalogue.all(), inspectors.read(output.console()), key.read(), validity, Clock.systemUTC());
    }

    /** The path as given when it stays below the working folder, else the file's name: a statement shall not tell where somebody's home is. */
    private static String subjectName(Path template) {
        Path clean = template.normalize();
        boolean below = !clean.isAbsolute() && !clean.startsWith("..");
        return (below ? clean : clean.subpath(clean.getNameCount() - 1, clean.getNameCount()))
                .toString()
                .replace('\\', '/');
    }

    private Path envelopeFile(Path template, Attestation attestation) {
        return file == null ? placeOf(template, attestation.kind().suffix()) : file;
    }

    private Path placeOf(Path template, String suffix) {
        String name = template.getFileName() + suffix;
        return folder == null ? template.resolveSibling(name) : folder.resolve(name);
    }

    private static Map<String, Object> asJson(Path template, Path envelope, Attestation attestation) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("template", template.toString());
        json.put("envelope", envelope.toString());
        json.put("verdict", attestation.result().verdict());
        json.put("failureCount", attestation.result().failureCount());
        json.put("warningCount", attestation.result().warningCount());
        json.put("attestationDigest", attestation.attestationDigest().hex());
        json.put("templateDigest", attestation.templateDigest().hex());
        json.put("keyId", attestation.keyId().hex());
        return json;
    }
}
