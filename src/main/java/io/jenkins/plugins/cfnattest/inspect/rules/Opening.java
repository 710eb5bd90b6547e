package io.jenkins.plugins.cfnattest.inspect.rules;

import io.jenkins.plugins.cfnattest.inspect.Element;
import io.jenkins.plugins.cfnattest.inspect.Node;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Networks that a place in a resource opens something to.
 *
 * @param at the place
 * @param networks the networks; none when it opens nothing, or what it opens is not known
 */
record Opening(Node at, List<Cidr> networks) {
    private static final List<Cidr> EVERYTHING =
            List.of(Cidr.parse("0.0.0.0/0").orElseThrow(), Cidr.parse("::/0").orElseThrow());

    Opening {
        Objects.requireNonNull(at);
        networks = List.copyOf(networks);
    }

    /** What a text opens; a text that is no network may mean anything. */
    static Opening of(Node node) {
        return new Opening(node, node.string().map(Opening::read).orElse(List.of()));
    }

    private static List<Cidr> read(String text) {
        if (Nodes.isOpen(text)) {
            // Of an address that is filled in later, only the prefix length is known.
            return Cidr.parse("1.0.0.0" + text.substring(Math.max(0, text.lastIndexOf('/'))))
                    .filter(network -> text.indexOf('/') > 0)
                    .map(List::of)
                    .orElse(List.of());
        }
        return text.isBlank() ? List.of() : Cidr.parse(text).map(List::of).orElse(EVERYTHING);
    }

    /** What the prefix list that this names opens, if the template has it. */
    static Opening ofPrefixList(Node node) {
        Optional<Element> list = Links.refOrAttribute(node, "PrefixListId")
                .flatMap(node.owner()::linked)
                .filter(linked -> linked.type().equals("AWS::EC2::PrefixList"));
        return new Opening(
                node,
                list.map(found -> found.view()
                                .once(PrefixLists.class, view -> new PrefixLists())
                                .of(found))
                        .orElse(List.of()));
    }

    /** The prefix lists that were read, each once; short rules must not make a long list be gone through again and again. */
    private static final class PrefixLists {
        /** More than all groups of a real template have. */
        private static final int ROOM = 200_000;

        private final Map<String, List<Cidr>> known = new HashMap<>();
        private int room = ROOM;

        List<Cidr> of(Element list) {
            List<Cidr> networks = known.get(list.logicalId());
            if (networks == null) {
                networks = Reach.merged(Nodes.at(list, "Entries[].Cidr").stream()
                        .flatMap(entry -> Opening.of(entry).networks().stream())
                        .toList());
                known.put(list.logicalId(), networks);
            }
            room -= networks.size();
            return room < 0 ? EVERYTHING : networks;
        }
    }

    /** The place that opens most, if all of them together open to nearly everybody. */
    static Optional<Node> widest(List<Opening> openings) {
        List<Cidr> all =
                openings.stream().flatMap(opening -> opening.networks.stream()).toList();
        return Reach.isNearlyEverywhere(all)
                ? openings.stream().max(Comparator.comparing(Opening::size)).map(Opening::at)
                : Optional.empty();
    }

    /** In units of what is much for IPv4 or IPv6, so that the two compare. */
    private BigInteger size() {
        return networks.stream()
                .map(network -> network.six() ? network.size().shiftRight(88) : network.size())
                .reduce(BigInteger.ZERO, BigInteger::add);
    }
}
