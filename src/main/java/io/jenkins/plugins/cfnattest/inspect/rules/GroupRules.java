package io.jenkins.plugins.cfnattest.inspect.rules;

import io.jenkins.plugins.cfnattest.inspect.Element;
import io.jenkins.plugins.cfnattest.inspect.Finding;
import io.jenkins.plugins.cfnattest.inspect.Node;
import io.jenkins.plugins.cfnattest.inspect.View;
import io.jenkins.plugins.cfnattest.inspect.rules.SecurityGroups.Direction;
import io.jenkins.plugins.cfnattest.inspect.rules.SecurityGroups.Member;
import io.jenkins.plugins.cfnattest.template.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All rules of one security group in one direction, as hardened rules see them.
 *
 * @param group the group, if the template has it
 * @param members its rules
 */
record GroupRules(Optional<Element> group, List<Member> members) {
    GroupRules {
        members = List.copyOf(members);
    }

    /** The groups of the template, then those elsewhere that separate rules name, a parameter's too: cfn_nag never looks at these. */
    static List<GroupRules> of(View view, Direction direction) {
        List<GroupRules> all = new ArrayList<>();
        SecurityGroups.members(view, direction)
                .forEach((group, members) -> all.add(new GroupRules(Optional.of(group), members)));
        Map<String, List<Member>> elsewhere = new LinkedHashMap<>();
        for (Element separate : view.ofType(direction.type())) {
            Node id = separate.get("GroupId");
            boolean here = Links.refOrAttribute(id, "GroupId")
                    .flatMap(view::element)
                    .filter(group -> group.type().equals(SecurityGroups.GROUP))
                    .isPresent();
            if (!here) {
                elsewhere
                        .computeIfAbsent(name(id), key -> new ArrayList<>())
                        .add(new Member(separate, Optional.empty(), Optional.of(separate)));
            }
        }
        elsewhere.values().forEach(members -> all.add(new GroupRules(Optional.empty(), members)));
        return all;
    }

    /** What two nodes have in common when they name the same thing, known or not. Does not count as reading. */
    static String name(Node id) {
        return id.reference()
                .map(name -> "ref " + name)
                .or(id::name)
                .or(() -> id.link().flatMap(Value::text))
                .orElse("");
    }

    /** This place offends: reported under the group, or where it stands when the group is elsewhere. */
    Finding found(Node node) {
        return group.map(owner -> Finding.under(owner, node)).orElseGet(() -> Finding.at(node));
    }
}
