package io.jenkins.plugins.cfnattest.inspect.rules;

import io.jenkins.plugins.cfnattest.inspect.Element;
import io.jenkins.plugins.cfnattest.inspect.Finding;
import io.jenkins.plugins.cfnattest.inspect.Node;
import io.jenkins.plugins.cfnattest.inspect.Rule;
import io.jenkins.plugins.cfnattest.inspect.RuleText;
import io.jenkins.plugins.cfnattest.inspect.View;
import io.jenkins.plugins.cfnattest.template.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Entries of network ACLs. */
final class NetworkAclRules {
    private static final String ACL = "AWS::EC2::NetworkAcl";
    private static final String ENTRY = "AWS::EC2::NetworkAclEntry";
    private static final Set<String> TCP_UDP = Set.of("6", "17");

    static final List<Rule> ROWS = List.of(
            Row.each(
                    "W66",
                    "EC2NetworkAclEntryProtocolRule",
                    ENTRY,
                    new RuleText(
                            "Reports an AWS::EC2::NetworkAclEntry whose RuleAction is exactly allow and whose Protocol is anything but 1, 6, 17, or 58 with Ipv6CidrBlock, Icmp.Code and Icmp.Type; -1, all protocols, is reported.",
                            "The entry allows protocols beyond TCP, UDP and ICMP",
                            "set Protocol to 6, 17 or 1",
                            "Protocols that nobody uses are still ways in."),
                    NetworkAclRules::otherProtocol),
            Row.each(
                    "W67",
                    "EC2NetworkAclEntryPortRangeRule",
                    ENTRY,
                    new RuleText(
                            "Reports an AWS::EC2::NetworkAclEntry with Protocol 6 or 17 whose PortRange lacks From or To (or is absent), or is from 0 to 65535; it does not matter whether the entry allows or denies.",
                            "The entry covers every port",
                            "give PortRange the From and To of the ports that are used",
                            "Ports that nobody uses are still ways in."),
                    NetworkAclRules::everyPort),
            Row.of(
                    "W71",
                    "EC2NetworkAclEntryIneffectiveDenyRule",
                    Set.of(ENTRY),
                    new RuleText(
                            "Reports an AWS::EC2::NetworkAclEntry of an AWS::EC2::NetworkAcl of the template with RuleAction exactly deny and a CidrBlock other than 0.0.0.0/0 or an Ipv6CidrBlock other than ::/0; a scan also reports an unquoted ::/0.",
                            "The entry denies some addresses only",
                            "allow what is needed instead, since everything else is denied anyway",
                            "A denied range is easy to go around from another address."),
                    NetworkAclRules::ineffectiveDeny),
            Row.of(
                    "W72",
                    "EC2NetworkAclEntryOverlappingPortsRule",
                    Set.of(ENTRY),
                    new RuleText(
                            "Reports each of two AWS::EC2::NetworkAclEntry whose PortRanges, in numbers, share a port: both with Protocol 6 or 17 and the same NetworkAclId and direction, both with or both without Ipv6CidrBlock. Entries that are equal in all properties are silent.",
                            "The port ranges of two entries overlap",
                            "change the PortRange of one so that each port has one entry",
                            "Only one of the two counts, and it is easy to be wrong about which."),
                    NetworkAclRules::overlapping),
            Row.of(
                    "F79",
                    "EC2NetworkAclEntryDuplicateRule",
                    Set.of(ENTRY),
                    new RuleText(
                            "Reports all AWS::EC2::NetworkAclEntry with the same RuleNumber, direction (Egress true, or absent or false) and AWS::EC2::NetworkAcl of the template; for a scan 100 and '100' are different numbers.",
                            "Two entries of one network ACL and direction have the same RuleNumber",
                            "give each entry its own RuleNumber",
                            "Only one of the two can exist."),
                    NetworkAclRules::duplicates));

    private NetworkAclRules() {}

    private static Optional<Finding> otherProtocol(Element entry) {
        Node protocol = entry.get("Protocol");
        String number = protocol.text().orElse("");
        boolean ping = number.equals("58")
                && entry.get("Ipv6CidrBlock").present()
                && entry.at("Icmp.Code").present()
                && entry.at("Icmp.Type").present();
        boolean usual = Set.of("1", "6", "17").contains(number) || ping;
        return entry.get("RuleAction").is("allow") && !usual ? Optional.of(Finding.at(protocol)) : Optional.empty();
    }

    private static Optional<Finding> everyPort(Element entry) {
        Node range = entry.get("PortRange");
        boolean every = range.get("From").is("0") && range.get("To").is("65535");
        boolean open = range.get("From").absent() || range.get("To").absent();
        return entry.get("Protocol").text().filter(TCP_UDP::contains).isPresent() && (every || open)
                ? Optional.of(Finding.at(range))
                : Optional.empty();
    }

    private static List<Finding> ineffectiveDeny(View view) {
        List<Finding> findings = new ArrayList<>();
        for (Element acl : view.ofType(ACL)) {
            List<Element> entries = new ArrayList<>(entries(view, acl, true));
            entries.addAll(entries(view, acl, false));
            for (Element entry : entries) {
                Node v4 = entry.get("CidrBlock");
                Node v6 = entry.get("Ipv6CidrBlock");
                boolean partly = v4.present() && !v4.is("0.0.0.0/0")
                        || v6.present() && (!v6.is("::/0") || isSymbol(v6) && !view.effective()) && !v6.is(":/0");
                if (entry.get("RuleAction").is("deny") && partly) {
                    findings.add(Finding.at(v4.present() ? v4 : v6));
                }
            }
        }
        return findings;
    }

    /** Where cfn_nag's YAML reader sees a symbol instead of a text. */
    private static boolean isSymbol(Node node) {
        return node.value()
                .filter(value -> value instanceof Value.Text text && text.plain())
                .isPresent();
    }

    private static List<Finding> duplicates(View view) {
        List<Finding> findings = new ArrayList<>();
        for (Element acl : view.ofType(ACL)) {
            for (boolean egress : new boolean[] {true, false}) {
                Map<String, List<Node>> numbers = new LinkedHashMap<>();
                for (Element entry : entries(view, acl, egress)) {
                    Node number = entry.get("RuleNumber");
                    numbers.computeIfAbsent(number.key(), key -> new ArrayList<>())
                            .add(number);
                }
                numbers.values().stream()
                        .filter(same -> same.size() > 1)
                        .forEach(same -> same.forEach(number -> findings.add(Finding.at(number))));
            }
        }
        return findings;
    }

    /** The entries of an ACL in one direction; an entry whose Egress is neither true nor false is in none. */
    private static List<Element> entries(View view, Element acl, boolean egress) {
        return view.once(Entries.class, Entries::of).byAcl().getOrDefault(acl.logicalId(), List.of()).stream()
                .filter(entry -> egress
                        ? entry.get("Egress").truthy()
                        : entry.get("Egress").notTruthy())
                .toList();
    }

    /** All entries by the logical id of their ACL. */
    private record Entries(Map<String, List<Element>> byAcl) {
        static Entries of(View view) {
            Map<String, List<Element>> byAcl = new HashMap<>();
            for (Element entry : view.all(ENTRY)) {
                Links.refOrAttribute(entry.get("NetworkAclId"))
                        .ifPresent(id -> byAcl.computeIfAbsent(id, key -> new ArrayList<>())
                                .add(entry));
            }
            return new Entries(byAcl);
        }
    }

    private static List<Finding> overlapping(View view) {
        Map<String, List<PortRange>> groups = new LinkedHashMap<>();
        for (Element entry : view.ofType(ENTRY)) {
            if (entry.get("Protocol").text().filter(TCP_UDP::contains).isPresent()) {
                String group = entry.get("NetworkAclId").key() + " "
                        + entry.get("Ipv6CidrBlock").present() + " "
                        + entry.get("Egress").truthy();
                PortRange.of(entry)
                        .ifPresent(range -> groups.computeIfAbsent(group, key -> new ArrayList<>())
                                .add(range));
            }
        }
        return groups.values().stream()
                .flatMap(group -> PortRange.overlapping(group).stream())
                .map(range -> Finding.at(range.entry().get("PortRange")))
                .toList();
    }
}
