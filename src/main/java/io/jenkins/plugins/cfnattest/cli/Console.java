package io.jenkins.plugins.cfnattest.cli;

import io.jenkins.plugins.cfnattest.gate.OneLine;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import picocli.CommandLine.Help.Ansi;

/** Where a command writes: results to {@code out}, everything else to {@code err}. */
final class Console {
    /** More than any message or value has that people read, in characters. */
    private static final int LONGEST = 10_000;

    private final PrintWriter out;
    private final PrintWriter err;
    private final Ansi ansi;
    private final boolean live;

    /** {@code live}: whether somebody watches, so that a line may be written over. */
    Console(PrintWriter out, PrintWriter err, Ansi ansi, boolean live) {
        this.out = out;
        this.err = err;
        this.ansi = ansi;
        this.live = live;
    }

    /** What a tone of text means; the colour is only an echo of words that stand there anyway. */
    enum Tone {
        GOOD("fg(green)"),
        BAD("bold,fg(red)"),
        CAUTION("fg(yellow)"),
        QUIET("faint"),
        STRONG("bold");

        private final String style;

        Tone(String style) {
            this.style = style;
        }
    }

    /** Text of a template, a service or a cloud, made fit for a line: it must neither move the cursor nor look like a line of ours. */
    static String plain(String text) {
        return OneLine.of(text, LONGEST);
    }

    /** A line of the result. */
    void print(String line) {
        out.println(line);
        out.flush();
    }

    /** A result that is written as it goes. */
    @FunctionalInterface
    interface Text {
        void writeTo(Writer out) throws IOException;
    }

    /** A result of many lines. */
    void print(Text text) throws IOException {
        text.writeTo(out);
        out.flush();
    }

    /** A line beside the result: progress, a hint, an error. */
    void say(String line) {
        err.println(line);
        err.flush();
    }

    /** The text in the tone's colour on a terminal, unchanged elsewhere. */
    String tinted(Tone tone, String text) {
        return paint(ansi, tone, text);
    }

    private static String paint(Ansi ansi, Tone tone, String text) {
        if (!ansi.enabled()) {
            return text;
        }
        // Built from codes, not from picocli's markup: text of a template may contain "@|".
        StringBuilder codes = new StringBuilder();
        for (Ansi.IStyle style : Ansi.Style.parse(tone.style)) {
            codes.append(style.on());
        }
        return codes + text + Ansi.Style.reset.on();
    }

    /** Whether results are tinted. */
    boolean colours() {
        return ansi.enabled();
    }

    /** Tells on stderr how far a long work is; silent for a handful of items. */
    Progress progress(String what, int total) {
        return new Progress(what, total);
    }

    /**
     * How far a work is: on a terminal one line that is written over, about every hundredth of it; elsewhere, such as in a build's log, a line about every tenth.
     * Safe for use by several threads.
     */
    final class Progress {
        private static final int WORTH_TELLING = 20;
        private static final int LINES = 10;
        private static final int REWRITES = 100;
        private final String what;
        private final int total;
        private final int stride;
        private int done;

        private Progress(String what, int total) {
            this.what = what;
            this.total = total;
            this.stride = Math.max(1, total / (live ? REWRITES : LINES));
        }

        /** One more is done. */
        synchronized void step() {
            done++;
            if (total < WORTH_TELLING || done % stride != 0 && done != total) {
                return;
            }
            String line = what + " " + Integer.toString(done) + " of " + Integer.toString(total);
            if (live) {
                // Lines only get longer, so nothing of the one before shows.
                err.print("\r" + line + (done == total ? System.lineSeparator() : ""));
                err.flush();
            } else {
                say(line);
            }
        }
    }
}
