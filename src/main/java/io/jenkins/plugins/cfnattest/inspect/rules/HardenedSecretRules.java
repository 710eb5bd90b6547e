package io.jenkins.plugins.cfnattest.inspect.rules;

import io.jenkins.plugins.cfnattest.inspect.Element;
import io.jenkins.plugins.cfnattest.inspect.Finding;
import io.jenkins.plugins.cfnattest.inspect.Node;
import io.jenkins.plugins.cfnattest.inspect.Rule;
import io.jenkins.plugins.cfnattest.inspect.RuleText;
import io.jenkins.plugins.cfnattest.inspect.RuleType;
import io.jenkins.plugins.cfnattest.inspect.View;
import io.jenkins.plugins.cfnattest.template.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Ways round the rules about secrets in the open. */
final class HardenedSecretRules {
    private static final String READABLE =
            "Whoever may read the template, the stack or their history reads the secret; it cannot be rotated without a deployment.";
    private static final String REMEDY =
            "take it from Secrets Manager, a secure parameter of the parameter store, or a NoEcho parameter without a default";

    private static final Set<String> STORES = Set.of("PARAMETER_STORE", "SECRETS_MANAGER");
    private static final String AUTHENTICATION = "AWS::CloudFormation::Authentication";
    private static final Set<String> CREDENTIALS = Set.of("accesskeyid", "password", "secretkey");

    private static final Set<String> KNOWN =
            SecretRules.ROWS.stream().map(Rule::id).collect(Collectors.toUnmodifiableSet());

    static final List<Rule> ROWS = List.of(
            Row.hardened(
                    "CA49",
                    RuleType.FAIL,
                    "SecretInTheOpenAnywhereRule",
                    "F23",
                    Set.of(),
                    new RuleText(
                            "A property of any resource, at any depth but not below Environment, EnvironmentVariables or"
                                    + " OptionSettings, whose name ends like that of a secret (password, passphrase, SecretString,"
                                    + " PrivateKey, AuthToken and the like, in any case) holds text or a number in the open, a parameter"
                                    + " that is not NoEcho or has a default, a mapping, an import, or the answer of an SSM parameter or a"
                                    + " nested stack; a blank, true, false, an ARN and a SecretString with a parameter in it are fine."
                                    + " Silent at a place that a secret rule (F23 to F75) reports.",
                            "The property holds a secret in the open",
                            REMEDY,
                            READABLE),
                    Beyond.first(Beyond.places(KNOWN, HardenedSecretRules::openSecrets))),
            Row.hardened(
                    "CA50",
                    RuleType.WARN,
                    "CredentialsInTextRule",
                    "W1",
                    Set.of(),
                    new RuleText(
                            "A text anywhere in the properties or metadata of a resource holds the id of an AWS access key (AKIA... or"
                                    + " ASIA..., unless it ends with EXAMPLE), an aws_secret_access_key with a value, a private key in PEM form, or"
                                    + " a URL with a password; or AWS::CloudFormation::Authentication holds accessKeyId, secretKey or password"
                                    + " deeper than W1 looks, as inside Fn::If. Silent where CA49 looks and about what W1 reports.",
                            "The resource holds credentials in a text",
                            "use a role, or fetch them from Secrets Manager when they are needed",
                            "Start scripts, configuration files and metadata are kept and shown like the rest of the template."),
                    Beyond.first(Beyond.places(Set.of("W1"), HardenedSecretRules::credentials))),
            Row.hardened(
                    "CA51",
                    RuleType.WARN,
                    "SecretInEnvironmentRule",
                    "W1",
                    Set.of(),
                    new RuleText(
                            "Below Environment, EnvironmentVariables or OptionSettings of any resource, a variable (a member, or a map of"
                                    + " Name or OptionName and Value) whose name ends with password, passwd, passphrase, client_secret and the"
                                    + " like, secret_key, secret_access_key, private_key, api_key, auth_token or access_token in any case holds"
                                    + " a text, number or parameter in the open as CA49 says; a value that begins with arn: or / is the name"
                                    + " of a secret and fine, and so is one of Type PARAMETER_STORE or SECRETS_MANAGER.",
                            "An environment variable holds a secret that is readable in the template",
                            "give the variable the name of a secret, and read it when it is needed",
                            "Environment variables are shown to whoever may look at the function, task or build."),
                    Beyond.first(HardenedSecretRules::openVariables)));

    private HardenedSecretRules() {}

    /** Looks at each member of each map, but not inside functions; goes deeper where {@code visit} says so. */
    private static void walk(Node node, String name, BiPredicate<String, Node> visit) {
        if (!visit.test(name, node)) {
            return;
        }
        Optional<Value> value = node.link();
        if (value.isPresent() && value.get() instanceof Value.MapOf map && !SecretHints.isFunction(map)) {
            map.entries().keySet().forEach(member -> walk(node.get(member), member, visit));
        } else if (value.isPresent() && value.get() instanceof Value.ListOf) {
            node.items().forEach(item -> walk(item, "", visit));
        }
    }

    private static void walk(Element element, BiPredicate<String, Node> visit) {
        for (String name : element.propertyNames()) {
            walk(element.get(name), name, visit);
        }
    }

    /** Looks at the resources in which something may be found: every rule is asked about every template, most in vain. */
    private static List<Finding> look(
            View view, Predicate<SecretHints> worthwhile, BiConsumer<List<Finding>, Element> look) {
        List<Finding> findings = new ArrayList<>();
        for (Element element : view.elements()) {
            if (worthwhile.test(SecretHints.of(element))) {
                look.accept(findings, element);
            }
        }
        return findings;
    }

    private static List<Finding> openSecrets(View view) {
        return look(
                view,
                SecretHints::names,
                (findings, element) -> walk(element, (name, node) -> {
                    if (SecretHints.isSecret(name) && !isComposed(name, node) && Secrets.isOpen(node)) {
                        findings.add(Finding.at(node));
                    }
                    return !SecretHints.isEnvironment(name);
                }));
    }

    /** Whether something is put into the text of a secret of Secrets Manager that may be the secret itself. */
    private static boolean isComposed(String name, Node node) {
        return name.equalsIgnoreCase("SecretString")
                && (node.embedsParameter()
                        || node.link()
                                .flatMap(Value::text)
                                .filter(text -> !text.equals(Nodes.withoutPlaceholders(text)))
                                .isPresent());
    }

    private static List<Finding> openVariables(View view) {
        return look(
                view,
                SecretHints::environments,
                (findings, element) -> walk(element, (name, node) -> {
                    boolean environment = SecretHints.isEnvironment(name);
                    if (environment) {
                        walk(node, "", (variable, value) -> {
                            judgeVariable(variable, value).ifPresent(findings::add);
                            return true;
                        });
                    }
                    return !environment;
                }));
    }

    private static Optional<Finding> judgeVariable(String variable, Node node) {
        Optional<Value> value = node.link();
        if (value.isPresent() && value.get() instanceof Value.MapOf map && !SecretHints.isFunction(map)) {
            String name = map.get("Name")
                    .or(() -> map.get("OptionName"))
                    .flatMap(Value::text)
                    .orElse("");
            boolean stored = map.get("Type")
                    .flatMap(Value::text)
                    .filter(STORES::contains)
                    .isPresent();
            return stored ? Optional.empty() : judge(name, node.get("Value"));
        }
        return judge(variable, node);
    }

    private static Optional<Finding> judge(String name, Node value) {
        boolean secret = SecretHints.isSecretVariable(name);
        boolean named = value.link()
                .flatMap(Value::text)
                .filter(text -> text.startsWith("/"))
                .isPresent();
        return secret && !named && Secrets.isOpen(value) ? Optional.of(Finding.at(value)) : Optional.empty();
    }

    private static List<Finding> credentials(View view) {
        List<Finding> findings = new ArrayList<>();
        for (Element element : view.elements()) {
            if (element.metadata()
                    .get(AUTHENTICATION)
                    .filter(HardenedSecretRules::holdsCredentials)
                    .isPresent()) {
                findings.add(new Finding(element, "/Metadata/" + AUTHENTICATION));
            }
            element.metadata().entries().forEach((name, value) -> {
                if (holdsCredentialText(value)) {
                    findings.add(new Finding(element, "/Metadata/" + name));
                }
            });
        }
        findings.addAll(look(
                view,
                SecretHints::credentials,
                (found, element) -> walk(element, (name, node) -> {
                    boolean secret = SecretHints.isSecret(name);
                    if (!secret
                            && node.link()
                                    .flatMap(Value::text)
                                    .filter(CredentialText::isIn)
                                    .isPresent()) {
                        found.add(Finding.at(node));
                    }
                    return !secret;
                })));
        return findings;
    }

    private static boolean holdsCredentialText(Value value) {
        if (value instanceof Value.MapOf map) {
            return map.entries().values().stream().anyMatch(HardenedSecretRules::holdsCredentialText);
        }
        if (value instanceof Value.ListOf list) {
            return list.items().stream().anyMatch(HardenedSecretRules::holdsCredentialText);
        }
        return value.text().filter(CredentialText::isIn).isPresent();
    }

    private static boolean holdsCredentials(Value value) {
        if (value instanceof Value.MapOf map) {
            return map.entries().entrySet().stream()
                    .anyMatch(entry -> holdsCredentials(entry.getValue())
                            || CREDENTIALS.contains(entry.getKey().toLowerCase(Locale.ROOT))
                                    && !(entry.getValue() instanceof Value.Null));
        }
        return value instanceof Value.ListOf list
                && list.items().stream().anyMatch(HardenedSecretRules::holdsCredentials);
    }
}
