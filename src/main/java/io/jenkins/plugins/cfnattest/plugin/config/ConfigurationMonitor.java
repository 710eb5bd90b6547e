package io.jenkins.plugins.cfnattest.plugin.config;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.AdministrativeMonitor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Tells administrators what is wrong with the configuration, before a build finds out: a file on the disk is loaded unchecked, and a credential, a folder or a date can
 * go after it was named.
 */
@Extension
public final class ConfigurationMonitor extends AdministrativeMonitor {
    /** Pages ask often, and reading every key takes a moment. */
    static final Duration REMEMBERED = Duration.ofSeconds(30);

    private final Supplier<Optional<String>> examination;
    private final Clock clock;
    private Optional<String> problem = Optional.empty();
    private Instant fresh = Instant.MIN;

    public ConfigurationMonitor() {
        this(() -> CfnAttestationConfiguration.get().problem(), Clock.systemUTC());
    }

    /** {@code examination}: says what is wrong, if anything. */
    ConfigurationMonitor(Supplier<Optional<String>> examination, Clock clock) {
        this.examination = examination;
        this.clock = clock;
    }

    @Override
    @NonNull
    public String getDisplayName() {
        return Messages.ConfigurationMonitor_DisplayName();
    }

    @Override
    public boolean isActivated() {
        return found().isPresent();
    }

    /** What is wrong, for the page; empty when nothing is. */
    @NonNull
    public String getProblem() {
        return found().orElse("");
    }

    private synchronized Optional<String> found() {
        Instant now = clock.instant();
        if (!now.isBefore(fresh)) {
            problem = examination.get();
            fresh = now.plus(REMEMBERED);
        }
        return problem;
    }
}
