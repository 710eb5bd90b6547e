package io.jenkins.plugins.cfnattest.inspect.rules;

import io.jenkins.plugins.cfnattest.inspect.Rule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which rule stands on which page: a table of topics that people look for. A rule that hardens another follows it. */
final class RuleGroups {
    private static final List<Topic> TOPICS = List.of(
            new Topic(
                    "secrets",
                    "Secrets in templates",
                    "Passwords, tokens and keys that stand in the template in the open. A secret belongs in Secrets Manager or in a"
                            + " secure parameter of the parameter store, which the template names by a dynamic reference, or in a"
                            + " `NoEcho` parameter without `Default`. Where a map belongs but a text stands, the text is reported"
                            + " when it contains the name of the secret.",
                    "W1 F23 F24 F31 F34 F35 F36 F37 F41 F42 F43 F44 F45 F46 F47 F48 F49 F50 F51 F52 F53 F54 F55 F56 F57 F58 F60"
                            + " F61 F62 F63 F64 F65 F66 F67 F68 F69 F70 F71 F74 F75"),
            new Topic(
                    "encryption-at-rest",
                    "Encryption at rest",
                    "Storage that is not encrypted: volumes, databases, streams, caches, copies.",
                    "F1 F25 F26 F27 F28 F29 F30 F32 F77 W41 W49 W54 W61 W63 W81 W82 W83 W88"),
            new Topic(
                    "encryption-keys",
                    "Encryption keys",
                    "What is encrypted, but not with a key that you can rotate and withdraw.",
                    "F19 W32 W37 W47 W48 W53 W74 W77 W80 W84 W1200 W1201"),
            new Topic(
                    "encryption-in-transit",
                    "Encryption in transit",
                    "Connections in the clear, or with versions of TLS that are broken.",
                    "F33 W55 W56 W70 W85"),
            new Topic(
                    "logging",
                    "Logging and monitoring",
                    "What nobody writes down, and what is kept too long. Logs of APIs stand with the"
                            + " [API Gateway](api-gateway.md).",
                    "W10 W26 W35 W52 W58 W60 W86"),
            new Topic(
                    "public-access",
                    "Public access",
                    "What everybody on the internet can reach, read or use.",
                    "F13 F14 F22 W24 W31 W33 W51 W57 W89 W90 W91"),
            new Topic(
                    "users-and-roles",
                    "Users, roles and sign-in",
                    "How people and services get their rights, and how they sign in.",
                    "F10 F11 F12 F78 F2000 W43 W44 W50"),
            new Topic(
                    "policy-wildcards",
                    "Policies that allow too much",
                    "Statements with `Effect: Allow` whose action, resource or principal is a star. A star in a `Deny` is fine.",
                    "F2 F3 F4 F5 F15 F16 F18 F20 F21 F38 F39 F40 F76 W11 W12 W13 W38 W39"),
            new Topic(
                    "policy-exclusions",
                    "Policies that hide what they allow",
                    "Statements that say what is not allowed and so allow everything else, and policies too tangled to judge.",
                    "F6 F7 F8 F9 W14 W15 W16 W17 W18 W19 W20 W21 W22 W23 W76"),
            new Topic(
                    "security-groups",
                    "Security groups",
                    "What the firewalls of instances, load balancers and game servers let in and out. Rules count alike whether they"
                            + " stand in the group or as resources of their own that name it.",
                    "F1000 W2 W5 W9 W27 W29 W36 W40 W42 W65"),
            new Topic(
                    "network-acls", "Network ACLs", "Entries of the firewalls between subnets.", "F79 W66 W67 W71 W72"),
            new Topic(
                    "api-gateway",
                    "API Gateway and web ACLs",
                    "Who may call an API, how often, over which connection, and what is written down of it.",
                    "F665 W45 W46 W59 W62 W64 W68 W69 W87"),
            new Topic(
                    "operations",
                    "Operations and resilience",
                    "Backups, limits, deletion, names that block updates, and what runs in containers.",
                    "F80 W28 W34 W73 W75 W78 W79 W92"));

    /** A line of the table; ids are separated by blanks. */
    private record Topic(String slug, String title, String introduction, String ids) {}

    private RuleGroups() {}

    /**
     * The groups with these rules.
     *
     * @throws IllegalArgumentException when a rule is in no group or in two, or a group names one that does not exist
     */
    static List<RuleGroup> of(List<Rule> rules) {
        Map<String, Rule> left = new LinkedHashMap<>();
        rules.forEach(rule -> left.put(rule.id(), rule));
        List<RuleGroup> groups = new ArrayList<>();
        for (Topic topic : TOPICS) {
            List<Rule> members = new ArrayList<>();
            for (String id : topic.ids().split(" ")) {
                members.add(Optional.ofNullable(left.remove(id))
                        .orElseThrow(() -> new IllegalArgumentException("Expected group " + topic.slug()
                                + " to name rules that exist and stand in no group before, but found " + id + ".")));
                rules.stream()
                        .filter(rule -> rule.hardens().filter(id::equals).isPresent())
                        .forEach(rule -> members.add(left.remove(rule.id())));
            }
            groups.add(new RuleGroup(topic.slug(), topic.title(), topic.introduction(), members));
        }
        if (!left.isEmpty()) {
            throw new IllegalArgumentException(
                    "Expected each rule in a group, but found none with " + left.keySet() + ".");
        }
        return List.copyOf(groups);
    }
}
