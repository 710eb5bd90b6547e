package io.jenkins.plugins.cfnattest.inspect.external;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Asks one configured command about templates. Stateless, so one instance serves all threads. */
final class ExternalInspector {
    private static final int SIGNALLED = 128;
    private static final int EXIT_CODES = 256;

    private final InspectorConfig config;
    private final ChildEnvironment environment;
    private final ChildProcess.Limits limits;
    private final Consumer<String> log;

    ExternalInspector(InspectorConfig config, Map<String, String> ours, Consumer<String> log) {
        this.config = config;
        this.environment = new ChildEnvironment(config, ours);
        this.limits = new ChildProcess.Limits(config.timeout(), config.outputLimit());
        this.log = log;
    }

    /** Never throws for what the command does: that is a {@code FATAL} violation in the report. */
    ExternalReport inspect(byte[] template) throws InterruptedException {
        String version = ExternalReport.UNKNOWN;
        Findings findings = new Findings(config.name());
        try (PrivateFolder folder = PrivateFolder.with(template)) {
            version = version(folder);
            ask(folder, findings);
        } catch (InspectorException e) {
            e.said().ifPresent(said -> log.accept(config.name() + " says: " + said));
            return failed(version, findings, e.getMessage());
        } catch (IOException e) {
            return failed(
                    version,
                    findings,
                    "Expected a private folder for the template that can be made and deleted again, but found "
                            + e.getClass().getSimpleName() + ". Check the folder for temporary files.");
        }
        return report(version, findings);
    }

    /** What it found before it failed stays: it can only make the verdict worse. */
    private ExternalReport failed(String version, Findings findings, String message) {
        findings.violations().add(Findings.fatal(config.name(), message));
        return report(version, findings);
    }

    private ExternalReport report(String version, Findings findings) {
        return new ExternalReport(
                config.name(), config.implementation(), version, findings.violations(), findings.suppressed());
    }

    private String version(PrivateFolder folder) throws InspectorException, InterruptedException {
        if (config.version() instanceof InspectorVersion.Fixed fixed) {
            return fixed.text();
        }
        List<String> command = ((InspectorVersion.Asked) config.version()).command();
        ChildProcess ended = ChildProcess.run(command, environment, folder, limits);
        String line = firstLine(ended);
        if (ended.exitCode() != 0 || line.isEmpty()) {
            throw new InspectorException(
                    "Expected the versionCommand to print a version and to exit with 0, but it "
                            + (line.isEmpty() ? "prints none" : "prints one")
                            + " and exits with " + ended.exitCode() + ". Correct it, or give the version as text.",
                    ended.said());
        }
        return line;
    }

    private static String firstLine(ChildProcess ended) throws InspectorException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(ended.output(), StandardCharsets.UTF_8))) {
            String line = lines.readLine();
            return line == null ? "" : PlainText.name(line);
        } catch (IOException e) {
            throw new InspectorException("Expected the versionCommand to print a version, but it cannot be read.", e);
        }
    }

    private void ask(PrivateFolder folder, Findings findings) throws InspectorException, InterruptedException {
        List<String> command = config.command().stream()
                .map(argument -> argument.replace(InspectorConfig.TEMPLATE, folder.file()))
                .toList();
        ChildProcess ended = ChildProcess.run(command, environment, folder, limits);
        try {
            JsonNode answer = ToolJson.read(ended.output());
            switch (config.format()) {
                case CFN_NAG -> NagAnswer.read(answer, folder, findings);
                case SARIF -> SarifAnswer.read(answer, folder, findings);
            }
            refuseExitCode(ended.exitCode(), findings);
        } catch (InspectorException e) {
            throw new InspectorException(e.getMessage() + exit(ended), ended.said());
        }
    }

    private static String exit(ChildProcess ended) {
        return ended.exitCode() == 0 ? "" : " It exited with " + ended.exitCode() + ".";
    }

    /**
     * Tools say with their exit codes how much they found, each in its own way, so a code that is not 0 is no failure by itself. It
     * is one when nothing was found that it could mean, and when a signal ended the process (cfn_nag's own count, modulo 256, may be
     * as high).
     */
    private static void refuseExitCode(int code, Findings findings) throws InspectorException {
        boolean counted = findings.failureCount() > 0 && findings.failureCount() % EXIT_CODES == code;
        if (code < 0 || code >= SIGNALLED && !counted) {
            throw new InspectorException("Expected the command to end by itself, but it was killed.");
        }
        if (code != 0 && !findings.anything()) {
            throw new InspectorException(
                    "Expected an answer that says why the command does not exit with 0, but it names nothing.");
        }
    }
}
