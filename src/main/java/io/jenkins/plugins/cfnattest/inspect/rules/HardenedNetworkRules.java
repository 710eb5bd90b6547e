package io.jenkins.plugins.cfnattest.inspect.rules;

import io.jenkins.plugins.cfnattest.inspect.Element;
import io.jenkins.plugins.cfnattest.inspect.Finding;
import io.jenkins.plugins.cfnattest.inspect.Node;
import io.jenkins.plugins.cfnattest.inspect.Rule;
import io.jenkins.plugins.cfnattest.inspect.RuleText;
import io.jenkins.plugins.cfnattest.inspect.RuleType;
import io.jenkins.plugins.cfnattest.inspect.View;
import io.jenkins.plugins.cfnattest.inspect.rules.SecurityGroups.Direction;
import io.jenkins.plugins.cfnattest.inspect.rules.SecurityGroups.Member;
import io.jenkins.plugins.cfnattest.template.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Ways round the rules about what networks let through. */
final class HardenedNetworkRules {
    private static final String REACH = "over 16,777,216 public IPv4 addresses (an IPv4 /8), or 2^112 global IPv6"
            + " addresses (an IPv6 /16); private and reserved IPv4 ranges do not count, a network in IPv4-mapped or"
            + " NAT64 notation counts as the IPv4 network, and a text that is no network, such as a dynamic reference,"
            + " counts as every address";

    private static final List<String> DESTINATIONS =
            List.of("CidrIp", "CidrIpv6", "DestinationPrefixListId", "DestinationSecurityGroupId");

    /** Other types with a list of networks that may come in, and where it is. */
    private static final Map<String, List<String>> OTHER_GROUPS = otherGroups();

    static final List<Rule> ROWS = List.of(
            Row.hardened(
                    "CA41",
                    RuleType.WARN,
                    "SecurityGroupIngressNearlyOpenToWorldRule",
                    "W2",
                    Set.of(SecurityGroups.GROUP, Direction.INGRESS.type()),
                    new RuleText(
                            "The networks in CidrIp, CidrIpv6 and prefix lists of the template, of all ingress rules of one"
                                    + " security group together, whatever their ports, hold " + REACH
                                    + "; separate rules for a group outside the template, a parameter's too, count together"
                                    + " by their GroupId. Silent on a resource that W2 reports.",
                            "The ingress rules together let in nearly everybody",
                            "name the networks that need to come in",
                            "0.0.0.0/1 and 128.0.0.0/1 are the whole internet as much as 0.0.0.0/0."),
                    Beyond.rules(Set.of("W2"), view -> nearlyOpen(view, Direction.INGRESS, "SourcePrefixListId"))),
            Row.hardened(
                    "CA42",
                    RuleType.WARN,
                    "SecurityGroupEgressNearlyOpenToWorldRule",
                    "W5",
                    Set.of(SecurityGroups.GROUP, Direction.EGRESS.type()),
                    new RuleText(
                            "The networks in CidrIp, CidrIpv6 and prefix lists of the template, of all egress rules of one"
                                    + " security group together, whatever their ports, hold " + REACH
                                    + "; separate rules for a group outside the template, a parameter's too, count together"
                                    + " by their GroupId. Silent on a resource that W5 reports.",
                            "The egress rules together let out to nearly everybody",
                            "name the networks that are needed",
                            "An intruder sends out what he found through two halves of the internet as well as through one whole."),
                    Beyond.rules(Set.of("W5"), view -> nearlyOpen(view, Direction.EGRESS, "DestinationPrefixListId"))),
            Row.hardened(
                    "CA43",
                    RuleType.WARN,
                    "SecurityGroupIngressManyAddressesOtherwiseRule",
                    "W9",
                    Set.of(SecurityGroups.GROUP, Direction.INGRESS.type()),
                    new RuleText(
                            "An ingress rule has a SourcePrefixListId, or a CidrIp or CidrIpv6 that can not be read as one single"
                                    + " address (/32, /128), also a separate rule whose GroupId is a parameter. Silent on a resource that W9"
                                    + " reports, and about what a scan can not know.",
                            "A rule lets in more than one address, or nobody can tell how many",
                            "name single addresses (/32, /128) or a security group",
                            "A prefix list is changed without a deployment, by whoever owns it, and may hold any network."),
                    Beyond.rules(
                            Set.of("W9"),
                            Beyond.first(
                                    view -> offending(view, Direction.INGRESS, HardenedNetworkRules::manyAddresses)))),
            Row.hardened(
                    "CA44",
                    RuleType.WARN,
                    "SecurityGroupAllProtocolsOtherwiseRule",
                    "W42",
                    Set.of(SecurityGroups.GROUP, Direction.INGRESS.type(), Direction.EGRESS.type()),
                    new RuleText(
                            "An ingress or egress rule has an IpProtocol that is all, any or -1 in whatever spelling, or is TCP or"
                                    + " UDP (6, 17) without FromPort and ToPort or with -1 as one of them; an egress rule only to"
                                    + " 127.0.0.1/32 or ::1/128 is fine when it has no other destination. A separate rule whose GroupId is"
                                    + " a parameter also when FromPort differs from ToPort. Closes the ways round W40, W27 and W29 too;"
                                    + " silent on a resource that W42 (ingress) or W40 (egress) reports.",
                            "A rule lets through every protocol or every port",
                            "name the protocol and the port that are needed",
                            "Every protocol and port that is open without need is one more way in or out."),
                    Beyond.first(
                            Beyond.rules(
                                    Set.of("W42"),
                                    view -> offending(view, Direction.INGRESS, HardenedNetworkRules::everything)),
                            Beyond.rules(
                                    Set.of("W40"),
                                    view -> offending(view, Direction.EGRESS, HardenedNetworkRules::everythingOut)),
                            Beyond.rules(Set.of("W27", "W29"), HardenedNetworkRules::portsElsewhere))),
            Row.hardened(
                    "CA45",
                    RuleType.FAIL,
                    "SecurityGroupEgressWithoutDestinationRule",
                    "F1000",
                    Set.of(SecurityGroups.GROUP),
                    new RuleText(
                            "A security group has egress rules, inline or separate, but none of them has a CidrIp, CidrIpv6,"
                                    + " DestinationPrefixListId or DestinationSecurityGroupId. Silent on a group that F1000 reports.",
                            "No egress rule of the group has a destination, so everything may go out",
                            "give the rules the destinations that are needed",
                            "A rule without destination is not added, and then the group keeps the one that AWS puts in, which lets out"
                                    + " everything."),
                    Beyond.rules(Set.of("F1000"), HardenedNetworkRules::withoutDestination)),
            Row.hardened(
                    "CA46",
                    RuleType.WARN,
                    "EC2NetworkAclEntriesEveryPortRule",
                    "W67",
                    Set.of(NetworkAclPorts.ENTRY),
                    new RuleText(
                            "The entries of one network ACL, direction and network that allow TCP, or UDP, leave out at most 512 of the"
                                    + " 65,536 ports together; protocol -1 is both, and RuleAction and protocol names count in any case."
                                    + " Reports the widest of them. Closes the ways round W66 too; silent when W66 or W67 reports one of them.",
                            "The entries together allow nearly every port",
                            "allow the ports that are needed",
                            "0 to 32767 and 32768 to 65535 are every port as much as 0 to 65535."),
                    NetworkAclPorts::check),
            Row.hardened(
                    "CA47",
                    RuleType.WARN,
                    "OtherFirewallOpenToWorldRule",
                    "W2",
                    OTHER_GROUPS.keySet(),
                    new RuleText(
                            "The networks that a database security group (RDS, Redshift), a GameLift fleet, a Lightsail instance or a"
                                    + " MediaLive input security group lets in hold, all of one resource together, "
                                    + REACH
                                    + ".",
                            "The resource lets in nearly everybody",
                            "name the networks that need to come in",
                            "These are security groups by another name."),
                    HardenedNetworkRules::otherGroup),
            Row.hardened(
                    "CA48",
                    RuleType.WARN,
                    "SecurityGroupRuleEmptyDescriptionRule",
                    "W36",
                    Set.of(SecurityGroups.GROUP, Direction.INGRESS.type(), Direction.EGRESS.type()),
                    new RuleText(
                            "The Description of an inline or separate ingress or egress rule has no letter. Silent on a resource"
                                    + " that W36 reports.",
                            "The Description of a rule says nothing",
                            "say what the rule is for",
                            "Nobody dares to remove a rule when nobody knows what it is for, and a dash does not tell."),
                    Beyond.rules(Set.of("W36"), HardenedNetworkRules::undescribed)));

    private HardenedNetworkRules() {}

    private static Map<String, List<String>> otherGroups() {
        Map<String, List<String>> groups = new LinkedHashMap<>();
        groups.put("AWS::RDS::DBSecurityGroup", List.of("DBSecurityGroupIngress[].CIDRIP"));
        groups.put("AWS::RDS::DBSecurityGroupIngress", List.of("CIDRIP"));
        groups.put("AWS::Redshift::ClusterSecurityGroupIngress", List.of("CIDRIP"));
        groups.put("AWS::GameLift::Fleet", List.of("EC2InboundPermissions[].IpRange"));
        groups.put("AWS::Lightsail::Instance", List.of("Networking.Ports[].Cidrs[]", "Networking.Ports[].Ipv6Cidrs[]"));
        groups.put("AWS::MediaLive::InputSecurityGroup", List.of("WhitelistRules[].Cidr"));
        return groups;
    }

    private static List<Finding> nearlyOpen(View view, Direction direction, String prefixList) {
        List<Finding> findings = new ArrayList<>();
        for (GroupRules group : GroupRules.of(view, direction)) {
            List<Opening> openings = new ArrayList<>();
            for (Member member : group.members()) {
                openings.add(Opening.of(member.get("CidrIp")));
                openings.add(Opening.of(member.get("CidrIpv6")));
                openings.add(Opening.ofPrefixList(member.get(prefixList)));
            }
            Opening.widest(openings).map(group::found).ifPresent(findings::add);
        }
        return findings;
    }

    private static List<Finding> otherGroup(View view) {
        List<Finding> findings = new ArrayList<>();
        OTHER_GROUPS.forEach((type, paths) -> view.ofType(type).forEach(element -> {
            List<Opening> openings = paths.stream()
                    .flatMap(path -> Nodes.at(element, path).stream())
                    .map(Opening::of)
                    .toList();
            Opening.widest(openings).map(Finding::at).ifPresent(findings::add);
        }));
        return findings;
    }

    private static List<Finding> offending(View view, Direction direction, Function<Member, Optional<Node>> offence) {
        List<Finding> findings = new ArrayList<>();
        for (GroupRules group : GroupRules.of(view, direction)) {
            group.members()
                    .forEach(member -> offence.apply(member).map(group::found).ifPresent(findings::add));
        }
        return findings;
    }

    private static Optional<Node> manyAddresses(Member member) {
        Node list = member.get("SourcePrefixListId");
        return list.present()
                ? Optional.of(list)
                : Stream.of(member.get("CidrIp"), member.get("CidrIpv6"))
                        .filter(HardenedNetworkRules::isNoSingleAddress)
                        .findFirst();
    }

    private static boolean isNoSingleAddress(Node node) {
        return node.string()
                .filter(text -> !text.isBlank() && !Nodes.isOpen(text))
                .filter(text -> text.indexOf('/') < 0
                        || Cidr.parse(text)
                                .filter(cidr -> cidr.first().equals(cidr.last()))
                                .isEmpty())
                .isPresent();
    }

    private static Optional<Node> everything(Member member) {
        Node protocol = member.get("IpProtocol");
        Node from = member.get("FromPort");
        Node to = member.get("ToPort");
        Optional<Integer> number = Protocols.number(protocol);
        boolean ports = number.filter(Protocols.WITH_PORTS::contains).isPresent()
                && (from.absent() && to.absent() || Protocols.isMinusOne(from) || Protocols.isMinusOne(to));
        boolean every = number.filter(any -> any == Protocols.EVERY).isPresent();
        return every || ports ? Optional.of(protocol) : Optional.empty();
    }

    private static Optional<Node> everythingOut(Member member) {
        Node four = member.get("CidrIp");
        Node six = member.get("CidrIpv6");
        boolean local = (four.absent() || four.is("127.0.0.1/32"))
                && (six.absent() || six.is("::1/128"))
                && (four.present() || six.present())
                && member.get("DestinationPrefixListId").absent()
                && member.get("DestinationSecurityGroupId").absent();
        return local ? Optional.empty() : everything(member);
    }

    private static List<Finding> portsElsewhere(View view) {
        return Stream.of(Direction.values())
                .flatMap(direction -> GroupRules.of(view, direction).stream())
                .filter(group -> group.group().isEmpty())
                .flatMap(group -> group.members().stream())
                .filter(member -> !member.get("FromPort").same(member.get("ToPort")))
                .map(member -> Finding.at(member.get("FromPort")))
                .toList();
    }

    private static List<Finding> withoutDestination(View view) {
        List<Finding> findings = new ArrayList<>();
        SecurityGroups.members(view, Direction.EGRESS).forEach((group, members) -> {
            boolean effective = members.stream()
                    .anyMatch(member -> DESTINATIONS.stream().anyMatch(name -> isDestination(member.get(name))));
            if (!members.isEmpty() && !effective) {
                findings.add(new Finding(group, "/Properties/" + Direction.EGRESS.property()));
            }
        });
        return findings;
    }

    private static boolean isDestination(Node node) {
        // Present is enough where nobody knows what is: it is not a rule without destination that was written.
        return !node.missing()
                && node.link().flatMap(Value::text).filter(String::isBlank).isEmpty();
    }

    private static List<Finding> undescribed(View view) {
        List<Finding> findings = new ArrayList<>();
        for (Element group : view.ofType(SecurityGroups.GROUP)) {
            Stream.of(Direction.values())
                    .flatMap(direction -> SecurityGroups.inline(group, direction).stream())
                    .map(rule -> new Member(group, Optional.of(rule), Optional.empty()).get("Description"))
                    .filter(HardenedNetworkRules::saysNothing)
                    .findFirst()
                    .map(Finding::at)
                    .ifPresent(findings::add);
        }
        view.ofTypes(List.of(Direction.INGRESS.type(), Direction.EGRESS.type()))
                .map(separate -> separate.get("Description"))
                .filter(HardenedNetworkRules::saysNothing)
                .map(Finding::at)
                .forEach(findings::add);
        return findings;
    }

    private static boolean saysNothing(Node description) {
        return description
                .text()
                .filter(text -> text.codePoints().noneMatch(Character::isLetter))
                .isPresent();
    }
}
