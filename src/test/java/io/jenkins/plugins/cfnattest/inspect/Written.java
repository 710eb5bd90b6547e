package io.jenkins.plugins.cfnattest.inspect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** One document, written in several ways that mean the same. */
enum Written {
    /** JSON. */
    JSON {
        @Override
        String of(Object document) {
            return json(document);
        }
    },
    /** YAML, one line per member. */
    BLOCK {
        @Override
        String of(Object document) {
            StringBuilder out = new StringBuilder("# block style\n");
            block(document, 0, out);
            return out.toString();
        }
    },
    /** YAML, maps in braces below a block. */
    FLOW {
        @Override
        String of(Object document) {
            return ((Map<?, ?>) document)
                    .entrySet().stream()
                            .map(entry -> json(entry.getKey()) + ": " + flow(entry.getValue()) + "\n")
                            .collect(Collectors.joining());
        }
    };

    private static final ObjectMapper MAPPER = new ObjectMapper();

    abstract String of(Object document);

    private static String json(Object value) {
        try {
            return MAPPER.writeValueAsString(value).replace("\u2028", "\\u2028").replace("\u2029", "\\u2029");
        } catch (JsonProcessingException e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }

    private static void block(Object value, int indent, StringBuilder out) {
        String margin = " ".repeat(indent);
        if (value instanceof Map<?, ?> map && !map.isEmpty()) {
            map.forEach((name, member) -> {
                out.append(margin).append(json(name)).append(':');
                below(member, indent + 2, out);
            });
        } else if (value instanceof List<?> list && !list.isEmpty()) {
            for (Object item : list) {
                out.append(margin).append('-');
                below(item, indent + 2, out);
            }
        } else {
            out.append(margin).append(json(value)).append('\n');
        }
    }

    private static void below(Object value, int indent, StringBuilder out) {
        boolean composed =
                value instanceof Map<?, ?> map && !map.isEmpty() || value instanceof List<?> list && !list.isEmpty();
        out.append(composed ? "\n" : " ");
        block(value, composed ? indent : 0, out);
    }

    private static String flow(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> json(entry.getKey()) + " : " + flow(entry.getValue()))
                    .collect(Collectors.joining(" , ", "{ ", " }"));
        }
        if (value instanceof List<?> list) {
            return list.stream().map(Written::flow).collect(Collectors.joining(", ", "[", "]"));
        }
        return json(value);
    }
}
