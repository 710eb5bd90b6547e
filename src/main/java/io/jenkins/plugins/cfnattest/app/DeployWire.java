package io.jenkins.plugins.cfnattest.app;

import io.jenkins.plugins.cfnattest.app.DeployGated.Mode;
import io.jenkins.plugins.cfnattest.deploy.OnAbort;
import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.EnvelopeJson;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The request of {@code POST /v1/deployments}: one JSON object with {@code envelope} (the attestation's JSON as a text, so that exactly its bytes are looked at),
 * {@code target} and {@code stack}, and what else a deployment may name. Who asks is not among it: that is whose token it is.
 */
public final class DeployWire {
    /** The path below the service's URL. */
    public static final String PATH = "/v1/deployments";

    /** The largest request, in bytes: the largest envelope, and room for the rest. */
    public static final int LIMIT = EnvelopeJson.LIMIT + 1024 * 1024;

    private static final String WHAT = "a request for a deployment";
    private static final String PREVIOUS = "usePreviousValues";
    private static final Set<String> MEMBERS = Set.of(
            "envelope",
            "target",
            "stack",
            "region",
            "parameters",
            "secretParameters",
            PREVIOUS,
            "tags",
            "capabilities",
            "role",
            "waivers",
            "recordProof",
            "rollback",
            "dryRun",
            "changeSet",
            "onAbort",
            "breakGlass",
            "approval");
    private static final int PARAMETERS = 200;
    private static final int VALUE = 4096;
    private static final int TAGS = 50;
    private static final int ARN = 2048;

    private static final Set<String> WISH = Set.of("reason", "ticket");
    private static final Set<String> APPROVAL = Set.of("refusal", "approval");

    private DeployWire() {}

    /**
     * What somebody wants.
     *
     * @param envelope the attestation, as it was sent
     * @param target the target's name
     * @param stack the stack's name
     * @param region the region; absent: the target's
     * @param parameters values given in the open
     * @param secrets values of NoEcho parameters
     * @param previousValues parameters that keep the stack's value
     * @param tags stack tags
     * @param capabilities capabilities wanted
     * @param role the role wanted
     * @param waivers signed waivers
     * @param recordProof a proof that the attestation is on record
     * @param rollback whether to go back is asked for
     * @param mode plan, execute a plan, or both
     * @param onAbort what becomes of an update when this is stopped
     * @param breakGlass asks that a refusal is let pass
     * @param approval a refusal that was approved before
     */
    public record Wanted(
            Bytes envelope,
            String target,
            String stack,
            Optional<String> region,
            SortedMap<String, String> parameters,
            SortedMap<String, String> secrets,
            SortedSet<String> previousValues,
            SortedMap<String, String> tags,
            Set<String> capabilities,
            Optional<String> role,
            List<Bytes> waivers,
            Optional<Bytes> recordProof,
            boolean rollback,
            Mode mode,
            OnAbort onAbort,
            Optional<BreakGlassWish> breakGlass,
            Optional<Approved> approval) {
        public Wanted {
            parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
            secrets = Collections.unmodifiableSortedMap(new TreeMap<>(secrets));
            previousValues = Collections.unmodifiableSortedSet(new TreeSet<>(previousValues));
            tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
            capabilities = Set.copyOf(capabilities);
            waivers = List.copyOf(waivers);
        }

        /** Names only: the rest may be secret. */
        @Override
        public String toString() {
            return "Wanted[" + target + "/" + stack + "]";
        }
    }

    /**
     * An approval as it was signed.
     *
     * @param refusal the decision that refused
     * @param approval the approval of it
     */
    public record Approved(Bytes refusal, Bytes approval) {}

    /** Reads a request. */
    public static Wanted read(Bytes json) throws WireException {
        WireObject root = WireObject.read(json, LIMIT, WHAT, MEMBERS);
        limit(root);
        SortedMap<String, String> parameters = root.texts("parameters");
        SortedMap<String, String> secrets = root.texts("secretParameters");
        Set<String> twice = new TreeSet<>(secrets.keySet());
        twice.retainAll(parameters.keySet());
        if (!twice.isEmpty()) {
            throw root.wrong("has parameters under 'parameters' and 'secretParameters'; each is given once");
        }
        Mode mode = mode(root);
        Optional<BreakGlassWish> wish = wish(root);
        if (wish.isPresent() && mode instanceof Mode.DryRun) {
            throw root.wrong("has 'breakGlass', which lets a deployment pass, and 'dryRun', which deploys nothing");
        }
        Optional<WireObject> approval = root.object("approval", APPROVAL);
        return new Wanted(
                Bytes.utf8(root.text("envelope")),
                root.text("target"),
                root.text("stack"),
                root.optional("region"),
                parameters,
                secrets,
                new TreeSet<>(root.list(PREVIOUS)),
                root.texts("tags"),
                new TreeSet<>(root.list("capabilities")),
                root.optional("role"),
                root.list("waivers").stream().map(Bytes::utf8).toList(),
                root.optional("recordProof").map(Bytes::utf8),
                root.flag("rollback"),
                mode,
                root.word("onAbort", Set.of("CANCEL", "LEAVE"))
                        .map(OnAbort::valueOf)
                        .orElse(OnAbort.CANCEL),
                wish,
                approval.isPresent() ? Optional.of(approved(approval.get())) : Optional.empty());
    }

    /** What is asked is kept with each refusal, so it is no larger than CloudFormation takes it (CloudFormation user guide, quotas). */
    private static void limit(WireObject root) throws WireException {
        for (String name : List.of("target", "stack", "region")) {
            root.limit(name, 0, WireObject.NAME);
        }
        for (String name : List.of("role", "changeSet")) {
            root.limit(name, 0, ARN);
        }
        for (String name : List.of(PREVIOUS, "capabilities")) {
            root.limit(name, PARAMETERS, WireObject.NAME);
        }
        root.limit("parameters", PARAMETERS, VALUE);
        root.limit("secretParameters", PARAMETERS, VALUE);
        root.limit("tags", TAGS, VALUE);
    }

    private static Mode mode(WireObject root) throws WireException {
        boolean dryRun = root.flag("dryRun");
        Optional<String> changeSet = root.optional("changeSet");
        if (dryRun && changeSet.isPresent()) {
            throw root.wrong("has 'dryRun', which makes a change set, and 'changeSet', which executes one");
        }
        if (changeSet.isPresent()) {
            return new Mode.Apply(changeSet.get());
        }
        return dryRun ? new Mode.DryRun() : new Mode.Deploy();
    }

    private static Optional<BreakGlassWish> wish(WireObject root) throws WireException {
        Optional<WireObject> given = root.object("breakGlass", WISH);
        if (given.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new BreakGlassWish(given.get().text("reason"), given.get().text("ticket")));
        } catch (IllegalArgumentException e) {
            throw new WireException(e.getMessage(), e);
        }
    }

    private static Approved approved(WireObject given) throws WireException {
        return new Approved(Bytes.utf8(given.text("refusal")), Bytes.utf8(given.text("approval")));
    }
}
