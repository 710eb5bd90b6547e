package io.jenkins.plugins.cfnattest.inspect.rules;

import io.jenkins.plugins.cfnattest.inspect.Element;
import io.jenkins.plugins.cfnattest.inspect.Finding;
import io.jenkins.plugins.cfnattest.inspect.Node;
import io.jenkins.plugins.cfnattest.inspect.View;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The ports that the entries of a network ACL allow together. */
final class NetworkAclPorts {
    static final String ENTRY = "AWS::EC2::NetworkAclEntry";
    private static final int LAST = 65_535;
    /** A network ACL must let answers in to ports from 1024, so leaving out half of those below is not yet nearly every port. */
    private static final int MAY_LACK = 512;

    private static final Beyond.Originals ORIGINALS = new Beyond.Originals(Set.of("W66", "W67"));

    private NetworkAclPorts() {}

    /** An entry and the ports it allows, both ends included. */
    private record Allowed(Element entry, int from, int to) {}

    static List<Finding> check(View view) {
        Map<String, List<Allowed>> groups = new LinkedHashMap<>();
        for (Element entry : view.ofType(ENTRY)) {
            if (entry.get("RuleAction")
                    .text()
                    .filter(text -> text.strip().equalsIgnoreCase("allow"))
                    .isPresent()) {
                collect(entry, groups);
            }
        }
        List<List<Allowed>> open =
                groups.values().stream().filter(NetworkAclPorts::isNearlyEvery).toList();
        Set<Element> seen = new HashSet<>();
        if (!open.isEmpty()) {
            ORIGINALS.answers(view, Set.of(ENTRY)).forEach(finding -> seen.add(finding.element()));
        }
        List<Finding> found = new ArrayList<>();
        for (List<Allowed> group : open) {
            boolean known = group.stream().map(Allowed::entry).anyMatch(seen::contains);
            Element widest = group.stream()
                    .max(Comparator.comparingInt(allowed -> allowed.to - allowed.from))
                    .map(Allowed::entry)
                    .orElseThrow();
            if (!known) {
                seen.add(widest);
                found.add(Finding.at(widest.get("PortRange")));
            }
        }
        return found;
    }

    private static void collect(Element entry, Map<String, List<Allowed>> groups) {
        Optional<Integer> protocol = Protocols.number(entry.get("Protocol"));
        if (protocol.isEmpty() || protocol.get() != Protocols.EVERY && !Protocols.WITH_PORTS.contains(protocol.get())) {
            return;
        }
        Node range = entry.get("PortRange");
        boolean every = protocol.get() == Protocols.EVERY || range.absent();
        Optional<Integer> from = every ? Optional.of(0) : Protocols.port(range.get("From"));
        Optional<Integer> to = every ? Optional.of(LAST) : Protocols.port(range.get("To"));
        if (from.isEmpty() || to.isEmpty()) {
            return;
        }
        Allowed allowed = new Allowed(entry, Math.max(0, from.get()), Math.min(LAST, to.get()));
        String group = GroupRules.name(entry.get("NetworkAclId")) + " "
                + entry.get("Egress").truthy() + " " + network(entry.get("CidrBlock")) + " "
                + network(entry.get("Ipv6CidrBlock"));
        for (int each : Protocols.WITH_PORTS) {
            if (protocol.get() == Protocols.EVERY || protocol.get() == each) {
                groups.computeIfAbsent(each + " " + group, key -> new ArrayList<>())
                        .add(allowed);
            }
        }
    }

    private static String network(Node cidr) {
        return cidr.string()
                .flatMap(Cidr::parse)
                .map(Cidr::toString)
                .or(cidr::name)
                .orElse("");
    }

    private static boolean isNearlyEvery(List<Allowed> group) {
        List<Allowed> sorted = new ArrayList<>(group);
        sorted.sort(Comparator.comparingInt(Allowed::from));
        int next = 0;
        int lacking = 0;
        for (Allowed allowed : sorted) {
            lacking += Math.max(0, allowed.from - next);
            next = Math.max(next, allowed.to + 1);
        }
        return lacking + Math.max(0, LAST + 1 - next) <= MAY_LACK;
    }
}
