package io.jenkins.plugins.cfnattest.cli;

import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Wrong use of the command line: one sentence and where the help is, not the help itself, which would push the sentence off the screen. */
final class Misuse implements IParameterExceptionHandler {
    /** What Java makes of a byte that the locale's encoding does not know. */
    private static final char UNDECODED = '\uFFFD';

    @Override
    public int handleParseException(ParameterException misuse, String[] arguments) {
        CommandLine command = misuse.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        command.getErr().println("cfn-attest: " + sentence(misuse) + " See '" + name + " --help'.");
        command.getErr().flush();
        return ExitCode.USAGE;
    }

    private static String sentence(ParameterException misuse) {
        // picocli itself says "option option" for a map without "=".
        String said = misuse.getMessage().strip().replace("option option", "option");
        String sentence = said.substring(0, 1).toUpperCase(Locale.ROOT) + said.substring(1);
        return (sentence.endsWith(".") ? sentence : sentence + ".") + suggestion(misuse);
    }

    private static String suggestion(ParameterException misuse) {
        if (!(misuse instanceof UnmatchedArgumentException unmatched)) {
            return "";
        }
        String word = unmatched.getUnmatched().get(0);
        if (word.indexOf(UNDECODED) >= 0) {
            return " " + Words.OTHER_LOCALE;
        }
        // picocli suggests something for every word; what begins alike is worth saying.
        List<String> similar = unmatched.getSuggestions().stream()
                .filter(each -> initial(each).equals(initial(word)))
                .toList();
        return similar.isEmpty() ? "" : " Did you mean '" + String.join("' or '", similar) + "'?";
    }

    private static String initial(String word) {
        String bare = word.replaceFirst("^-+", "");
        return bare.isEmpty() ? "" : bare.substring(0, 1);
    }
}
