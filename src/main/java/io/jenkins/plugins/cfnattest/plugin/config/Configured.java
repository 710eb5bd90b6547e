package io.jenkins.plugins.cfnattest.plugin.config;

import io.jenkins.plugins.cfnattest.plugin.SettingException;
import io.jenkins.plugins.cfnattest.signing.TrustedKey;
import io.jenkins.plugins.cfnattest.signing.TrustedKeys;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything that is configured, as one value: what the form brings, what the setters left behind, and what was last in force are checked alike.
 *
 * @param defaultKey name of the key that attests when a step names none; empty: none
 * @param defaultService name of the service that attests when a step names none; empty: none
 * @param gateKey id of the credential that signs decisions; empty: they are not signed
 * @param recordFolder the record's folder; empty: there is none
 * @param recordKey id of the credential that signs the record
 */
record Configured(
        List<ControllerKey> controllerKeys,
        List<ServiceEntry> services,
        List<TrustedKeyEntry> trustedKeys,
        List<TargetEntry> targets,
        List<PolicyEntry> policies,
        String defaultKey,
        String defaultService,
        String gateKey,
        String recordFolder,
        String recordKey) {
    Configured {
        controllerKeys = List.copyOf(controllerKeys);
        services = List.copyOf(services);
        trustedKeys = List.copyOf(trustedKeys);
        targets = List.copyOf(targets);
        policies = List.copyOf(policies);
    }

    /** Says what is wrong, if anything: in one entry, or between them. */
    void check() throws SettingException {
        Names.checkAll("key", controllerKeys);
        Names.checkAll("service", services);
        Names.checkAll("trusted key", trustedKeys);
        Names.checkAll("policy", policies);
        Names.checkAll("target", targets);
        checkDefault();
        gate("").check(trusted(), controllerKeys, targets);
    }

    private void checkDefault() throws SettingException {
        if (!defaultKey.isEmpty() && !defaultService.isEmpty()) {
            throw new SettingException("Either a key or a service attests by default, but both are named: key '"
                    + defaultKey + "' and service '" + defaultService + "'. Clear one.");
        }
        if (!defaultKey.isEmpty()) {
            Names.find("key", controllerKeys, defaultKey);
        }
        if (!defaultService.isEmpty()) {
            Names.find("service", services, defaultService);
        }
    }

    /** The keys the gate trusts. */
    TrustedKeys trusted() throws SettingException {
        return trusted(trustedKeys);
    }

    static TrustedKeys trusted(List<TrustedKeyEntry> entries) throws SettingException {
        List<TrustedKey> keys = new ArrayList<>();
        for (TrustedKeyEntry entry : entries) {
            keys.add(entry.trustedKey());
        }
        try {
            return new TrustedKeys(keys);
        } catch (IllegalArgumentException e) {
            throw new SettingException(e.getMessage(), e);
        }
    }

    /** What the gate has of its own; {@code gateId}: its URI. */
    GateSettings gate(String gateId) {
        return new GateSettings(policies, gateKey, gateId, recordFolder, recordKey);
    }
}
