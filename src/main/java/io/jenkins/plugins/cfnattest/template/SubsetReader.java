package io.jenkins.plugins.cfnattest.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads YAML as people write templates, several times faster than {@link YamlReader}: block and flow maps and lists, scalars on
 * one line, block scalars, comments and short-form tags. Whatever else it meets, and any mistake, makes it give up, and
 * {@link YamlReader}, who is the authority for both, reads the text from its start. So the two never differ: what is in doubt is given up.
 *
 * <p>Columns here count from 0. The indentation of a node is the column of the block map or list around it, -1 for the root; as long
 * as text stands right of it, it belongs to the node.
 */
final class SubsetReader {
    /** Longer keys are none in YAML 1.1, from 1024 characters to the colon on. */
    private static final int LONGEST_KEY = 1000;

    private final SubsetText text;
    private final SubsetScalars scalars;
    private final Dialect dialect;
    /** Of the map that is read at each depth; used again for the next one. */
    private final List<OrderedMap.Builder> members = new ArrayList<>();
    /** Of the list that is read at each depth; used again for the next one. */
    private final List<List<Value>> items = new ArrayList<>();

    private SubsetReader(SubsetText text, Dialect dialect) {
        this.text = text;
        this.scalars = new SubsetScalars(text);
        this.dialect = dialect;
    }

    /** The document; empty when the text is for the other reader. */
    static Optional<Value> read(Source source, Dialect dialect) {
        try {
            return Optional.of(new SubsetReader(new SubsetText(source), dialect).document());
        } catch (Rare | TemplateException e) {
            return Optional.empty();
        }
    }

    private Value document() throws Rare, TemplateException {
        text.toDocument();
        Value root = content(-1, true, Tags.NONE, text.position(), 1);
        check(text.peek() == SubsetText.END);
        return root;
    }

    /** What stands behind the colon of a key or the dash of an item. */
    private Value node(int indent, boolean ofKey, int depth) throws Rare, TemplateException {
        Position end = text.position();
        if (!text.toLineEnd()) {
            return content(indent, !ofKey, Tags.NONE, text.position(), depth);
        }
        text.toContent();
        return isBelow(indent, ofKey) ? below(indent, Tags.NONE, text.position(), depth) : new Value.Null(end);
    }

    /** Whether a node goes on in the lines below; the list of a key may stand as far left as the key. */
    private boolean isBelow(int indent, boolean ofKey) {
        return text.column() > indent || ofKey && text.column() == indent && text.at('-');
    }

    private Value below(int indent, String tag, Position position, int depth) throws Rare, TemplateException {
        return text.column() > indent
                ? content(indent, true, tag, position, depth)
                : list(indent, true, tag, position, depth);
    }

    /**
     * A node that starts here; then the text stands at what comes behind it.
     *
     * @param opens whether a block map or list can start here: at the start of a line and behind a dash
     */
    private Value content(int indent, boolean opens, String tag, Position position, int depth)
            throws Rare, TemplateException {
        switch (text.peek()) {
            case '!':
                check(tag.equals(Tags.NONE));
                return tagged(indent, !opens, tag(), position, depth);
            case '[', '{':
                return atLineEnd(flow(tag, position, depth));
            case '|', '>':
                Value block = Tags.scalar(tag, scalars.block(indent), false, position, dialect);
                text.toContent();
                return block;
            default:
                break;
        }
        int column = text.column();
        if (text.at('-')) {
            check(opens);
            return list(column, false, tag, position, depth);
        }
        int start = text.index();
        boolean plain = isPlain();
        String content = scalar(false);
        if (text.at(':')) {
            check(opens);
            return map(name(content, plain, start), column, tag, position, depth);
        }
        return atLineEnd(Tags.scalar(tag, content, plain, position, dialect));
    }

    /** A node behind its tag. */
    private Value tagged(int indent, boolean ofKey, String tag, Position position, int depth)
            throws Rare, TemplateException {
        if (!text.toLineEnd()) {
            return content(indent, false, tag, position, depth);
        }
        text.toContent();
        check(isBelow(indent, ofKey));
        return below(indent, tag, position, depth);
    }

    private Value atLineEnd(Value value) throws Rare {
        check(text.toLineEnd());
        text.toContent();
        return value;
    }

    private Value list(int column, boolean ofKey, String tag, Position position, int depth)
            throws Rare, TemplateException {
        List<Value> items = items(depth);
        while (text.column() == column && text.at('-')) {
            text.skip(1);
            items.add(node(column, false, depth + 1));
        }
        check(text.column() < column || ofKey && text.column() == column);
        return Tags.collection(tag, new Value.ListOf(items, position), dialect);
    }

    /** A block map whose first key was read; the text stands at its colon. */
    private Value map(String first, int column, String tag, Position position, int depth)
            throws Rare, TemplateException {
        OrderedMap.Builder members = members(depth);
        String name = first;
        while (true) {
            check(text.at(':') && !members.has(name));
            text.skip(1);
            members.add(name, node(column, true, depth + 1));
            if (text.column() != column) {
                break;
            }
            name = key(false);
        }
        check(text.column() < column);
        return Tags.collection(tag, new Value.MapOf(members.build(), position), dialect);
    }

    private Value flow(String tag, Position position, int depth) throws Rare, TemplateException {
        Value value = text.peek() == '{' ? flowMap(position, depth) : flowList(position, depth);
        text.skip(1);
        return Tags.collection(tag, value, dialect);
    }

    private Value flowList(Position position, int depth) throws Rare, TemplateException {
        List<Value> items = items(depth);
        while (hasNext(items.isEmpty(), ']')) {
            items.add(flowNode(depth + 1));
        }
        return new Value.ListOf(items, position);
    }

    private Value flowMap(Position position, int depth) throws Rare, TemplateException {
        OrderedMap.Builder members = members(depth);
        for (boolean first = true; hasNext(first, '}'); first = false) {
            String name = key(true);
            check(!members.has(name));
            text.skip(1);
            text.toContent();
            members.add(name, flowNode(depth + 1));
        }
        return new Value.MapOf(members.build(), position);
    }

    /** Steps from the opening bracket, or from behind a member, to the next member; none when the closing bracket comes, behind a comma too. */
    private boolean hasNext(boolean first, char closing) throws Rare {
        if (!first) {
            text.toContent();
            if (text.peek() == closing) {
                return false;
            }
            check(text.peek() == ',');
        }
        text.skip(1);
        text.toContent();
        return text.peek() != closing;
    }

    private Value flowNode(int depth) throws Rare, TemplateException {
        Position position = text.position();
        String tag = text.peek() == '!' ? tag() : Tags.NONE;
        while (text.peek() == ' ') {
            text.skip(1);
        }
        if (text.peek() == '[' || text.peek() == '{') {
            return flow(tag, position, depth);
        }
        boolean plain = isPlain();
        return Tags.scalar(tag, scalar(true), plain, position, dialect);
    }

    private OrderedMap.Builder members(int depth) throws Rare {
        check(depth <= Limits.DEPTH);
        while (members.size() < depth) {
            members.add(new OrderedMap.Builder());
        }
        return members.get(depth - 1);
    }

    private List<Value> items(int depth) throws Rare {
        check(depth <= Limits.DEPTH);
        while (items.size() < depth) {
            items.add(new ArrayList<>());
        }
        List<Value> own = items.get(depth - 1);
        own.clear();
        return own;
    }

    private boolean isPlain() {
        return text.peek() != '"' && text.peek() != '\'';
    }

    private String scalar(boolean flow) throws Rare {
        return isPlain() ? scalars.plain(flow) : scalars.quoted();
    }

    /** The name that a key is; then the text stands at its colon. */
    private String key(boolean flow) throws Rare {
        int start = text.index();
        boolean plain = isPlain();
        String content = scalar(flow);
        while (flow && text.peek() == ' ') {
            text.skip(1);
        }
        return name(content, plain, start);
    }

    /** The name that a scalar is which began at {@code start}, now that the text stands at its colon. */
    private String name(String content, boolean plain, int start) throws Rare {
        check(text.peek() == ':' && text.index() - start <= LONGEST_KEY);
        if (!plain) {
            return content;
        }
        check(!content.equals("<<"));
        return Scalars.name(content, text.position(), dialect).orElseThrow(Rare::text);
    }

    /** A short-form tag with its exclamation mark. */
    private String tag() throws Rare {
        int start = text.index();
        text.skip(1);
        while (isTag(text.peek())) {
            text.skip(1);
        }
        check(text.index() > start + 1 && SubsetText.isBlank(text.peek()));
        return text.since(start);
    }

    private static boolean isTag(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }

    private static void check(boolean usual) throws Rare {
        if (!usual) {
            throw Rare.text();
        }
    }
}
