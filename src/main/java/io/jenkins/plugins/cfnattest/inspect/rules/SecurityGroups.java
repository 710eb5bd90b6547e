package io.jenkins.plugins.cfnattest.inspect.rules;

import io.jenkins.plugins.cfnattest.inspect.Element;
import io.jenkins.plugins.cfnattest.inspect.Node;
import io.jenkins.plugins.cfnattest.inspect.View;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Security groups and the rules that belong to them: inline ones, and separate resources that name the group. */
final class SecurityGroups {
    static final String GROUP = "AWS::EC2::SecurityGroup";

    /** Which way the traffic goes. */
    enum Direction {
        INGRESS("AWS::EC2::SecurityGroupIngress", "SecurityGroupIngress"),
        EGRESS("AWS::EC2::SecurityGroupEgress", "SecurityGroupEgress");

        private final String type;
        private final String property;

        Direction(String type, String property) {
            this.type = type;
            this.property = property;
        }

        /** The type of separate rules. */
        String type() {
            return type;
        }

        /** The group's property with inline rules. */
        String property() {
            return property;
        }
    }

    /** A rule: its owner for the report, and where to find its members. Inline rules are nodes, separate ones resources. */
    record Member(Element owner, Optional<Node> inline, Optional<Element> separate) {
        Node get(String name) {
            return inline.isPresent()
                    ? lenient(inline.get(), name)
                    : separate.orElseThrow().get(name);
        }

        /** In an inline rule cfn_nag takes no notice of the case of a name's first letter. */
        private static Node lenient(Node map, String name) {
            Node exact = map.get(name);
            return exact.present() || map.owner().view().effective()
                    ? exact
                    : map.get(Character.toLowerCase(name.charAt(0)) + name.substring(1));
        }
    }

    private SecurityGroups() {}

    /** The group's own rules. */
    static List<Node> inline(Element group, Direction direction) {
        return group.get(direction.property()).items();
    }

    /** All rules of every group that does not suppress the rule, group by group. */
    static Map<Element, List<Member>> members(View view, Direction direction) {
        Map<Element, List<Member>> groups = new LinkedHashMap<>();
        for (Element group : view.ofType(GROUP)) {
            List<Member> members = new ArrayList<>();
            for (Node node : inline(group, direction)) {
                members.add(new Member(group, Optional.of(node), Optional.empty()));
            }
            groups.put(group, members);
        }
        for (Element separate : view.all(direction.type())) {
            Optional<Element> group = groupOf(separate).flatMap(separate::linked);
            if (group.isPresent() && groups.containsKey(group.get())) {
                groups.get(group.get()).add(new Member(group.get(), Optional.empty(), Optional.of(separate)));
            }
        }
        return groups;
    }

    /** Separate rules that belong to no group of the template, reported under their own id. */
    static List<Member> standalone(View view, Direction direction) {
        List<Member> members = new ArrayList<>();
        for (Element separate : view.ofType(direction.type())) {
            Optional<String> group = groupOf(separate);
            boolean nobodys = view.effective() ? group.flatMap(view::element).isEmpty() : group.isEmpty();
            if (nobodys) {
                members.add(new Member(separate, Optional.empty(), Optional.of(separate)));
            }
        }
        return members;
    }

    private static Optional<String> groupOf(Element separate) {
        return Links.refOrAttribute(separate.get("GroupId"), "GroupId");
    }
}
