package io.jenkins.plugins.cfnattest.cli;

import io.jenkins.plugins.cfnattest.gate.OneLine;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * A configuration file as YAML nodes, which know their place.
 *
 * @param path the file
 * @param root its one document
 */
record YamlFile(Path path, Node root) {
    private static final int LIMIT = 256 * 1024;
    private static final int DEPTH = 20;

    /** Scalars stay the text they are: {@code 012345678901} is an account, no octal number. */
    private static final class TextResolver extends Resolver {
        @Override
        protected void addImplicitResolvers() {
            // None: whatever is not tagged is text.
        }
    }

    /** Reads the file, which the messages call {@code what}. */
    static YamlFile read(Path path, String what) throws CliException {
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(0);
        options.setNestingDepthLimit(DEPTH);
        String text = InputFile.text(path, what, LIMIT);
        try {
            Node root = new Composer(
                            new ParserImpl(new StreamReader(new StringReader(text)), options),
                            new TextResolver(),
                            options)
                    .getSingleNode();
            if (root == null) {
                throw CliException.usage("The " + what + " '" + path + "' is empty. Name the right file.");
            }
            return new YamlFile(path, root);
        } catch (YAMLException e) {
            // Without the cause and without the library's whole message, which quote the line: it may hold a token.
            throw CliException.usage("The " + what + " '" + path + "' is no YAML that can be read" + problem(e));
        }
    }

    private static String problem(YAMLException e) {
        if (!(e instanceof MarkedYAMLException marked) || marked.getProblemMark() == null) {
            // About limits and single characters.
            return ": " + OneLine.of(String.valueOf(e.getMessage()).replaceAll("\\s+", " "), 2 * OneLine.VALUE) + ".";
        }
        return " at line " + (marked.getProblemMark().getLine() + 1) + ", column "
                + (marked.getProblemMark().getColumn() + 1) + ": "
                + OneLine.of(String.valueOf(marked.getProblem()), OneLine.VALUE) + ". Correct it there.";
    }

    /** The members of a map, each name once. */
    Map<String, Node> members(String where, Node node) throws CliException {
        if (!(node instanceof MappingNode map) || !isPlain(node, Tag.MAP)) {
            throw at(node, where + " should be a map, but is not.");
        }
        Map<String, Node> members = new LinkedHashMap<>();
        for (NodeTuple tuple : map.getValue()) {
            String name = text("a member's name in " + where, tuple.getKeyNode());
            Node first = members.putIfAbsent(name, tuple.getValueNode());
            if (first != null) {
                throw at(
                        tuple.getKeyNode(),
                        where + " has the member " + OneLine.quoted(name) + " twice, first at line "
                                + (first.getStartMark().getLine() + 1) + ". Remove one.");
            }
        }
        return members;
    }

    /** The items of a list. */
    List<Node> items(String where, Node node) throws CliException {
        if (!(node instanceof SequenceNode list)
                || !isPlain(node, Tag.SEQ)
                || list.getValue().isEmpty()) {
            throw at(node, where + " should be a list with at least one item, but is not.");
        }
        return new ArrayList<>(list.getValue());
    }

    /** A text. */
    String text(String where, Node node) throws CliException {
        if (node instanceof ScalarNode scalar && isPlain(node, Tag.STR)) {
            return scalar.getValue();
        }
        throw at(node, where + " should be a text, but is not.");
    }

    private static boolean isPlain(Node node, Tag tag) {
        return tag.equals(node.getTag());
    }

    /** A complaint about a place in the file. */
    CliException at(Node node, String message) {
        return CliException.usage(place(node) + message);
    }

    /** The same, with the exception that says why. */
    CliException at(Node node, String message, Exception cause) {
        return CliException.usage(place(node) + message, cause);
    }

    private String place(Node node) {
        return path + ":" + (node.getStartMark().getLine() + 1) + ":"
                + (node.getStartMark().getColumn() + 1) + ": ";
    }
}
