package io.jenkins.plugins.cfnattest.inspect.external;

import java.util.List;

/** Where the version of an external inspector, as it will stand in the statement, comes from. */
public sealed interface InspectorVersion {
    /** The configuration says it. */
    record Fixed(String text) implements InspectorVersion {
        public Fixed {
            if (text.isBlank() || !text.equals(PlainText.cut(text, PlainText.LONGEST_NAME))) {
                throw new IllegalArgumentException("Expected a version of 1 to " + PlainText.LONGEST_NAME
                        + " printable characters on one line, but found '" + PlainText.cut(text, PlainText.LONGEST_NAME)
                        + "'.");
            }
        }
    }

    /** The first line that this command prints; it is asked before every inspection, so that an update of the program is seen. */
    record Asked(List<String> command) implements InspectorVersion {
        public Asked {
            command = List.copyOf(command);
            ChildEnvironment.requireProgram("versionCommand", command);
        }
    }
}
