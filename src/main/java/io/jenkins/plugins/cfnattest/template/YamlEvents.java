package io.jenkins.plugins.cfnattest.template;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/** The library's events, with its errors turned into ours. */
final class YamlEvents {
    private static final String ADVICE = "Correct the YAML there; often indentation or a missing quote is the cause.";

    private final ParserImpl parser;

    YamlEvents(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(Template.LIMIT);
        parser = new ParserImpl(new StreamReader(text), options);
    }

    Event next() throws TemplateException {
        try {
            return parser.getEvent();
        } catch (MarkedYAMLException e) {
            Mark mark = e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
            throw TemplateException.at(position(mark), "well-formed YAML", found(e), ADVICE);
        } catch (YAMLException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new TemplateException(
                    "Expected well-formed YAML, but found something that cannot be read as such. " + ADVICE);
        }
    }

    /** The library's words for what it met; they hold single characters and anchors of the text, never values. */
    private static String found(MarkedYAMLException e) {
        String problem =
                e.getProblem() == null ? "something else" : e.getProblem().replaceAll("\\s+", " ");
        return "this: " + (problem.length() > 160 ? problem.substring(0, 160) + "..." : problem);
    }

    static Position start(Event event) {
        return position(event.getStartMark());
    }

    private static Position position(Mark mark) {
        return new Position(mark.getLine() + 1, mark.getColumn() + 1);
    }

    /** YAML 1.1 breaks lines at three characters more than YAML 1.2 does, so a comment could end for one reader only. */
    static void checkLineBreaks(String text) throws TemplateException {
        int line = 1;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0x85 || c == 0x2028 || c == 0x2029) {
                throw TemplateException.at(
                        new Position(line, 1 + text.codePointCount(start, i)),
                        "line feeds between lines",
                        Quoted.character(c) + ", which ends the line for some readers of YAML only",
                        "Replace it, or write it as an escape in double quotes.");
            }
            if (c == '\n' || c == '\r' && !text.startsWith("\n", i + 1)) {
                line++;
                start = i + 1;
            }
        }
    }

    /** Escapes can make half a character, which no encoding can write. */
    static void checkSurrogates(String text, Position position) throws TemplateException {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isSurrogate(c)) {
                continue;
            }
            boolean pair = i + 1 < text.length() && Character.isSurrogatePair(c, text.charAt(i + 1));
            if (!pair) {
                throw TemplateException.at(
                        position,
                        "whole characters",
                        "the half of a surrogate pair, " + Quoted.code(c),
                        "Write the character itself.");
            }
            i++;
        }
    }
}
