package io.jenkins.plugins.cfnattest.plugin.config;

import io.jenkins.plugins.cfnattest.plugin.SettingException;

/**
 * Who attests: a key of this controller or a service, by name.
 *
 * @param service whether it is a service
 * @param name its name
 */
public record SignerChoice(boolean service, String name) {
    /**
     * Exactly one of the two; with neither, the default, of which there is one at most.
     *
     * @param key name of a key of this controller, or empty
     * @param service name of a service, or empty
     */
    static SignerChoice of(String key, String service, String defaultKey, String defaultService)
            throws SettingException {
        if (key.isEmpty() && service.isEmpty()) {
            if (defaultKey.isEmpty() && defaultService.isEmpty()) {
                throw new SettingException(
                        "Neither a key nor a service is named, and this controller has no default. Name one with key:"
                                + " or service:, or let an administrator set the default under Manage Jenkins » System » CloudFormation"
                                + " attestation.");
            }
            return one(defaultKey, defaultService);
        }
        return one(key, service);
    }

    private static SignerChoice one(String key, String service) throws SettingException {
        if (!key.isEmpty() && !service.isEmpty()) {
            throw new SettingException("Either a key or a service attests, but both are named: key '" + key
                    + "' and service '" + service + "'. Name one of them.");
        }
        return key.isEmpty() ? new SignerChoice(true, service) : new SignerChoice(false, key);
    }
}
