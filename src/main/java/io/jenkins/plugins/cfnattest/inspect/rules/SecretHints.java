package io.jenkins.plugins.cfnattest.inspect.rules;

import io.jenkins.plugins.cfnattest.inspect.Element;
import io.jenkins.plugins.cfnattest.template.Value;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whether it is worth to look for secrets in a resource, told by one walk for all rules: most resources have nothing that
 * looks like one.
 *
 * @param names a property has the name of a secret
 * @param environments a property holds environment variables
 * @param credentials a text holds something in the form of a credential
 */
record SecretHints(boolean names, boolean environments, boolean credentials) {
    private static final String TRANSFORM = "Fn::Transform";
    private static final Set<String> ENVIRONMENTS = Set.of("Environment", "EnvironmentVariables", "OptionSettings");

    /** Properties that hold a secret, by their name in lower case; {@code old_passwords} is how MySQL scrambles them. */
    private static final Pattern SECRET_NAME = Pattern.compile(
            "(?!old_passwords$).*(password|passwords|passwd|passphrase|secretstring|client_?secret|secret_?key|secret_?access_?key"
                    + "|private_?key|pre_?shared_?key|tokenkey|authtoken|accesstoken|oauthtoken|refreshtoken"
                    + "|secrettoken|eventsourcetoken|hectoken)");

    /** Environment variables that hold a secret, by their name in lower case; what merely names one is not meant. */
    private static final Pattern SECRET_VARIABLE =
            Pattern.compile(".*(password|passwd|passphrase|(client|app|shared|jwt|session|webhook|consumer)[_-]?secret"
                    + "|secret[_-]?(access[_-]?)?key|private[_-]?key|api[_-]?key|(auth|access|bearer)[_-]?token)");

    /** The hints in a resource. */
    static SecretHints of(Element element) {
        return element.once(SecretHints.class, SecretHints::search);
    }

    private static SecretHints search(Element element) {
        Search search = new Search();
        for (String name : element.propertyNames()) {
            search.member(name, element.get(name).link());
        }
        return new SecretHints(search.names, search.environments, search.credentials);
    }

    /** Whether a property with this name should hold a secret. */
    static boolean isSecret(String name) {
        return endsLikeSecret(name)
                && SECRET_NAME.matcher(name.toLowerCase(Locale.ROOT)).matches();
    }

    /** Whether an environment variable with this name should hold a secret. */
    static boolean isSecretVariable(String name) {
        return endsLikeSecret(name)
                && SECRET_VARIABLE.matcher(name.toLowerCase(Locale.ROOT)).matches();
    }

    /** Whether a property with this name holds environment variables. */
    static boolean isEnvironment(String name) {
        return ENVIRONMENTS.contains(name);
    }

    /** Whether a map is a function that is left; what stands beside a transform is a member all the same. */
    static boolean isFunction(Value.MapOf map) {
        Map<String, Value> members = map.entries();
        if (members.size() > 1 && members.containsKey(TRANSFORM)) {
            return false;
        }
        for (String name : members.keySet()) {
            if (name.startsWith("Fn::") || name.equals("Ref")) {
                return true;
            }
        }
        return false;
    }

    /** Whether the last two letters are those of a name in one of the patterns, which few names pass. */
    private static boolean endsLikeSecret(String name) {
        int length = name.length();
        if (length < "passwd".length()) {
            return false;
        }
        int before = name.charAt(length - 2) | 0x20;
        return switch (name.charAt(length - 1) | 0x20) {
            case 'd' -> before == 'r' || before == 'w';
            case 's' -> before == 'd';
            case 'e' -> before == 's';
            case 'g' -> before == 'n';
            case 't', 'y', 'n' -> before == 'e';
            default -> false;
        };
    }

    /** Goes everywhere, also where only one of the rules would. */
    private static final class Search {
        private boolean names;
        private boolean environments;
        private boolean credentials;

        private void member(String name, Optional<Value> value) {
            // Nobody knows what comes out of a transform, which each rule has to note.
            boolean computed = name.equals(TRANSFORM);
            names |= computed || isSecret(name);
            environments |= computed || isEnvironment(name);
            credentials |= computed;
            value.ifPresent(this::value);
        }

        private void value(Value value) {
            if (value instanceof Value.Text text) {
                credentials |= CredentialText.isIn(text.content());
            } else if (value instanceof Value.ListOf list) {
                for (Value item : list.items()) {
                    value(item);
                }
            } else if (value instanceof Value.MapOf map && !isFunction(map)) {
                for (Map.Entry<String, Value> member : map.entries().entrySet()) {
                    member(member.getKey(), Optional.of(member.getValue()));
                }
            }
        }
    }
}
