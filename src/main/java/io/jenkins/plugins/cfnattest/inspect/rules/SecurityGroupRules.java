package io.jenkins.plugins.cfnattest.inspect.rules;

import io.jenkins.plugins.cfnattest.inspect.Element;
import io.jenkins.plugins.cfnattest.inspect.Finding;
import io.jenkins.plugins.cfnattest.inspect.Node;
import io.jenkins.plugins.cfnattest.inspect.Rule;
import io.jenkins.plugins.cfnattest.inspect.RuleText;
import io.jenkins.plugins.cfnattest.inspect.View;
import io.jenkins.plugins.cfnattest.inspect.rules.SecurityGroups.Direction;
import io.jenkins.plugins.cfnattest.inspect.rules.SecurityGroups.Member;
import io.jenkins.plugins.cfnattest.template.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What security groups let through. */
final class SecurityGroupRules {
    private static final String LARGE = "Every address and port that is open without need is one more way in.";
    private static final String OUT = "An intruder sends out what he found wherever he likes.";
    private static final Pattern LEADING_NUMBER = Pattern.compile("^\\s*([+-]?[0-9]+)");
    private static final Pattern MINUS_ONE = Pattern.compile("-0*1");

    static final List<Rule> ROWS = List.of(
            member(
                    "W2",
                    "SecurityGroupIngressOpenToWorldRule",
                    Direction.INGRESS,
                    SecurityGroupRules::openToWorld,
                    "CidrIp is exactly 0.0.0.0/0 or whose CidrIpv6 is every address (::/0, however written)",
                    "A rule lets in everybody",
                    "set CidrIp to the networks that need to come in, or name a SourceSecurityGroupId",
                    LARGE),
            member(
                    "W9",
                    "SecurityGroupIngressCidrNon32Rule",
                    Direction.INGRESS,
                    SecurityGroupRules::manyAddresses,
                    "CidrIp is a text that does not end with /32, or whose CidrIpv6 is a network without the prefix length /128",
                    "A rule lets in more than one address",
                    "set CidrIp to single addresses (/32), or name a SourceSecurityGroupId",
                    LARGE),
            member(
                    "W27",
                    "SecurityGroupIngressPortRangeRule",
                    Direction.INGRESS,
                    SecurityGroupRules::portRange,
                    "FromPort and ToPort differ (a scan: also 22 and '22'); both absent is equal",
                    "A rule lets in a range of ports",
                    "set FromPort and ToPort to the one port that is needed",
                    LARGE),
            member(
                    "W42",
                    "SecurityGroupIngressAllProtocolsRule",
                    Direction.INGRESS,
                    SecurityGroupRules::allProtocols,
                    "IpProtocol is -1, as a number or as a text that begins with it",
                    "A rule lets in every protocol",
                    "set IpProtocol to the one that is needed, such as tcp",
                    LARGE),
            member(
                    "W5",
                    "SecurityGroupEgressOpenToWorldRule",
                    Direction.EGRESS,
                    SecurityGroupRules::openToWorld,
                    "CidrIp is exactly 0.0.0.0/0 or whose CidrIpv6 is every address (::/0, however written)",
                    "A rule lets out to everybody",
                    "set CidrIp to the networks it needs, or name a DestinationSecurityGroupId",
                    OUT),
            member(
                    "W29",
                    "SecurityGroupEgressPortRangeRule",
                    Direction.EGRESS,
                    SecurityGroupRules::portRange,
                    "FromPort and ToPort differ (a scan: also 443 and '443'); both absent is equal",
                    "A rule lets out to a range of ports",
                    "set FromPort and ToPort to the one port that is needed",
                    OUT),
            member(
                    "W40",
                    "SecurityGroupEgressAllProtocolsRule",
                    Direction.EGRESS,
                    SecurityGroupRules::allProtocolsOut,
                    "IpProtocol is -1, as a number or as a text that begins with it, unless CidrIp is 127.0.0.1/32 or CidrIpv6 is ::1/128",
                    "A rule lets out every protocol",
                    "set IpProtocol to the one that is needed, such as tcp",
                    OUT),
            Row.of(
                    "F1000",
                    "SecurityGroupMissingEgressRule",
                    Set.of(SecurityGroups.GROUP),
                    new RuleText(
                            "Reports an AWS::EC2::SecurityGroup without any element of SecurityGroupEgress that no AWS::EC2::SecurityGroupEgress of the template names in GroupId.",
                            "The group has no egress rule, so everything may go out",
                            "add a SecurityGroupEgress for each network that is needed",
                            OUT),
                    SecurityGroupRules::withoutEgress),
            Row.of(
                    "W36",
                    "SecurityGroupRuleDescriptionRule",
                    Set.of(SecurityGroups.GROUP, Direction.INGRESS.type(), Direction.EGRESS.type()),
                    new RuleText(
                            "Reports an AWS::EC2::SecurityGroup with an element of SecurityGroupIngress or SecurityGroupEgress whose Description is absent or blank, and each AWS::EC2::SecurityGroupIngress and AWS::EC2::SecurityGroupEgress without one.",
                            "A rule has no Description",
                            "add a Description that says what it is for",
                            "Nobody dares to remove a rule when nobody knows what it is for."),
                    SecurityGroupRules::undescribed));

    private SecurityGroupRules() {}

    /**
     * A rule about the members of groups, then about standalone ones; a group is reported once.
     *
     * @param whose what offends, continuing {@code a rule whose}
     */
    private static Rule member(
            String id,
            String name,
            Direction direction,
            Function<Member, Optional<Node>> offence,
            String whose,
            String problem,
            String remedy,
            String rationale) {
        String looksFor =
                "Reports an " + SecurityGroups.GROUP + " with an element of " + direction.property() + ", or with an "
                        + direction.type() + " that names it in GroupId, whose " + whose
                        + ". A separate one whose GroupId is no reference is reported itself.";
        RuleText text = new RuleText(looksFor, problem, remedy, rationale);
        return Row.of(id, name, Set.of(SecurityGroups.GROUP, direction.type()), text, view -> {
            List<Finding> findings = new ArrayList<>();
            SecurityGroups.members(view, direction)
                    .forEach((group, members) -> first(members, offence)
                            .map(node -> Finding.under(group, node))
                            .ifPresent(findings::add));
            SecurityGroups.standalone(view, direction)
                    .forEach(member -> offence.apply(member).map(Finding::at).ifPresent(findings::add));
            return findings;
        });
    }

    private static Optional<Node> first(List<Member> members, Function<Member, Optional<Node>> offence) {
        for (Member member : members) {
            Optional<Node> found = offence.apply(member);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Optional<Node> openToWorld(Member member) {
        Node v4 = member.get("CidrIp");
        if (v4.string().filter("0.0.0.0/0"::equals).isPresent()) {
            return Optional.of(v4);
        }
        Node v6 = member.get("CidrIpv6");
        return v6.string()
                .flatMap(SecurityGroupRules::network)
                .filter(Ip::everything)
                .map(net -> v6);
    }

    private static Optional<Node> manyAddresses(Member member) {
        Node v4 = member.get("CidrIp");
        if (v4.string().filter(text -> !text.endsWith("/32")).isPresent()) {
            return Optional.of(v4);
        }
        Node v6 = member.get("CidrIpv6");
        return v6.string()
                .flatMap(SecurityGroupRules::network)
                .filter(net -> net.prefix() != 128)
                .map(net -> v6);
    }

    /** A YAML reader that knows symbols drops the first colon of an unquoted {@code ::/0}; both mean the same network. */
    private static Optional<Ip> network(String text) {
        return Ip.network(text).or(() -> text.startsWith(":") ? Ip.network(":" + text) : Optional.empty());
    }

    private static Optional<Node> portRange(Member member) {
        Node from = member.get("FromPort");
        return from.same(member.get("ToPort")) ? Optional.empty() : Optional.of(from);
    }

    private static Optional<Node> allProtocols(Member member) {
        Node protocol = member.get("IpProtocol");
        return isEveryProtocol(protocol) ? Optional.of(protocol) : Optional.empty();
    }

    private static Optional<Node> allProtocolsOut(Member member) {
        boolean local = member.get("CidrIp").is("127.0.0.1/32")
                || member.get("CidrIpv6").is("::1/128");
        return local ? Optional.empty() : allProtocols(member);
    }

    /** The number -1, or a text that begins with it. */
    private static boolean isEveryProtocol(Node protocol) {
        Optional<Value> value = protocol.value();
        if (value.isPresent() && value.get() instanceof Value.Num number) {
            return number.value().stripTrailingZeros().scale() <= 0
                    && !number.content().contains(".")
                    && number.value().intValue() == -1;
        }
        Matcher matcher = LEADING_NUMBER.matcher(protocol.string().orElse(""));
        return matcher.find() && MINUS_ONE.matcher(matcher.group(1)).matches();
    }

    private static List<Finding> withoutEgress(View view) {
        List<Finding> findings = new ArrayList<>();
        for (Map.Entry<Element, List<Member>> entry :
                SecurityGroups.members(view, Direction.EGRESS).entrySet()) {
            if (entry.getValue().isEmpty()) {
                findings.add(new Finding(entry.getKey(), "/Properties/" + Direction.EGRESS.property()));
            }
        }
        return findings;
    }

    private static List<Finding> undescribed(View view) {
        List<Finding> findings = new ArrayList<>();
        for (Element group : view.ofType(SecurityGroups.GROUP)) {
            List<Node> rules = new ArrayList<>(SecurityGroups.inline(group, Direction.INGRESS));
            rules.addAll(SecurityGroups.inline(group, Direction.EGRESS));
            rules.stream()
                    .map(rule -> new Member(group, Optional.of(rule), Optional.empty()).get("Description"))
                    .filter(SecurityGroupRules::isBlank)
                    .findFirst()
                    .map(Finding::at)
                    .ifPresent(findings::add);
        }
        view.ofTypes(List.of(Direction.INGRESS.type(), Direction.EGRESS.type()))
                .map(separate -> separate.get("Description"))
                .filter(SecurityGroupRules::isBlank)
                .map(Finding::at)
                .forEach(findings::add);
        return findings;
    }

    private static boolean isBlank(Node description) {
        return description.absent()
                || description.text().filter(String::isBlank).isPresent();
    }
}
