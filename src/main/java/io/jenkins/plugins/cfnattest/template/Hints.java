package io.jenkins.plugins.cfnattest.template;

import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What the names and texts of a document tell, wherever in it they stand and before anybody works out its functions: which pseudo parameters are asked for, whether
 * content from elsewhere is named, and whether two braces of a dynamic reference may come together. Each map keeps its own, so that nobody walks through a document for
 * them.
 *
 * <p>On braces: all that a template puts together consists of pieces of its texts and names, of parameters' values, and of <code>${Name}</code> where a name is not
 * known. Where each brace in these stands right behind a dollar sign, it does so in whatever is joined or put in; only {@code Fn::Split} at a dollar sign parts them, and
 * only the language extensions write braces of their own.
 */
public final class Hints {
    /** Known, and there is nothing to tell. */
    static final int NONE = 1;

    private static final int BRACES = 2;
    private static final int ELSEWHERE = 4;
    private static final int FIRST_PSEUDO = 8;

    /** How a pseudo parameter begins in the text of {@code Fn::Sub}. */
    private static final String PLACEHOLDER = "${AWS::";

    private static final List<String> PSEUDO = List.copyOf(new TreeSet<>(PseudoParameters.NAMES));

    private final int all;

    Hints(Value.MapOf document) {
        all = of(document);
    }

    /** Whether the two opening braces of a dynamic reference may come together from parts of the document; in doubt they do. */
    public boolean bracesMayMeet() {
        return (all & BRACES) != 0;
    }

    /** Whether a member is called like one that names content from elsewhere, or a macro or loop: {@code Fn::Transform}, {@code DefinitionUri}. */
    public boolean namesContentElsewhere() {
        return (all & ELSEWHERE) != 0;
    }

    /** The pseudo parameters whose value is asked for. */
    SortedSet<String> pseudoParameters() {
        SortedSet<String> names = new TreeSet<>();
        for (int i = 0; i < PSEUDO.size(); i++) {
            if ((all & FIRST_PSEUDO << i) != 0) {
                names.add(PSEUDO.get(i));
            }
        }
        return Collections.unmodifiableSortedSet(names);
    }

    /** Whether there is a brace that stands behind no dollar sign. */
    public static boolean bracesMayMeet(String text) {
        for (int brace = text.indexOf('{'); brace >= 0; brace = text.indexOf('{', brace + 1)) {
            if (brace == 0 || text.charAt(brace - 1) != '$') {
                return true;
            }
        }
        return false;
    }

    /** Whether a property with this name holds the place of a definition, schema or template. */
    public static boolean isInS3(String name) {
        return name.endsWith("S3Location") || name.equals("DefinitionUri");
    }

    static int of(String name, Value member) {
        int all = of(member) | (bracesMayMeet(name) ? BRACES : 0) | (isInS3(name) ? ELSEWHERE : 0);
        if (name.startsWith("Fn::")) {
            return all | function(name, member);
        }
        if (name.equals("Ref")) {
            return all | (member instanceof Value.Text text ? pseudo(text.content()) : 0);
        }
        return all;
    }

    private static int function(String name, Value argument) {
        return switch (name) {
            case "Fn::Sub" -> pattern(argument);
            case "Fn::GetAZs" -> argument.text().orElse("").isEmpty() ? pseudo("AWS::Region") : 0;
            case "Fn::Split" -> mayPart(argument) ? BRACES : 0;
            case "Fn::Transform" -> ELSEWHERE;
            default -> LanguageExtensions.isLoop(name) ? ELSEWHERE : 0;
        };
    }

    private static int of(Value value) {
        if (value instanceof Value.Text text) {
            return bracesMayMeet(text.content()) ? BRACES : 0;
        }
        if (value instanceof Value.MapOf map) {
            return OrderedMap.copyOf(map.entries()).hints();
        }
        int all = 0;
        if (value instanceof Value.ListOf list) {
            for (int i = 0; i < list.items().size(); i++) {
                all |= of(list.items().get(i));
            }
        }
        return all;
    }

    private static int pseudo(String name) {
        int place = name.startsWith("AWS::") ? PSEUDO.indexOf(name) : -1;
        return place < 0 ? 0 : FIRST_PSEUDO << place;
    }

    private static int pattern(Value argument) {
        Value pattern = argument instanceof Value.ListOf list && !list.items().isEmpty()
                ? list.items().get(0)
                : argument;
        String text = pattern.text().orElse("");
        int all = 0;
        for (int open = text.indexOf(PLACEHOLDER); open >= 0; open = text.indexOf(PLACEHOLDER, open + 1)) {
            int close = text.indexOf('}', open);
            all |= close < 0 ? 0 : pseudo(text.substring(open + 2, close));
        }
        return all;
    }

    /** Whether it is not certain where a text is split, or it is behind a dollar sign. */
    private static boolean mayPart(Value split) {
        return !(split instanceof Value.ListOf list
                && !list.items().isEmpty()
                && list.items().get(0) instanceof Value.Text delimiter
                && !delimiter.content().endsWith("$"));
    }
}
