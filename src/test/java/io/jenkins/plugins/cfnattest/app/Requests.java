package io.jenkins.plugins.cfnattest.app;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.gate.DeploymentRequest;
import io.jenkins.plugins.cfnattest.gate.TargetScope;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** A request with one thing changed. */
final class Requests {
    private final DeploymentRequest good;
    private TargetScope target;
    private String stack;
    private String region;
    private String caller;
    private Optional<String> account;
    private SortedMap<String, String> parameters;
    private Set<String> capabilities;
    private Optional<Bytes> file;
    private SortedSet<String> previousValues = new TreeSet<>();
    private Optional<String> role = Optional.empty();
    private boolean rollback;

    private Requests(DeploymentRequest good) {
        this.good = good;
        this.target = good.target();
        this.stack = good.stack();
        this.region = good.region();
        this.caller = good.caller();
        this.account = good.observedAccount();
        this.parameters = new TreeMap<>(good.parameters());
        this.capabilities = good.capabilities();
        this.file = good.namedTemplate();
    }

    static Requests of(DeploymentRequest good) {
        return new Requests(good);
    }

    Requests target(TargetScope other) {
        target = other;
        return this;
    }

    Requests stack(String other) {
        stack = other;
        return this;
    }

    Requests region(String other) {
        region = other;
        return this;
    }

    Requests caller(String other) {
        caller = other;
        return this;
    }

    Requests account(String other) {
        account = Optional.of(other);
        return this;
    }

    Requests parameter(String name, String value) {
        parameters.put(name, value);
        return this;
    }

    Requests without(String name) {
        parameters.remove(name);
        return this;
    }

    Requests capability(String name) {
        capabilities = Set.of(name);
        return this;
    }

    Requests file(Bytes content) {
        file = Optional.of(content);
        return this;
    }

    Requests previous(String name) {
        previousValues.add(name);
        return this;
    }

    Requests role(String arn) {
        role = Optional.of(arn);
        return this;
    }

    Requests rollingBack() {
        rollback = true;
        return this;
    }

    /** The same without secret parameters. */
    DeploymentRequest plain() {
        return build(new TreeSet<>());
    }

    DeploymentRequest build() {
        return build(good.secretParameters());
    }

    private DeploymentRequest build(SortedSet<String> secrets) {
        return new DeploymentRequest(
                target,
                stack,
                region,
                caller,
                account,
                parameters,
                secrets,
                capabilities,
                good.tags(),
                file,
                previousValues,
                role,
                rollback);
    }
}
