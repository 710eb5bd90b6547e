package io.jenkins.plugins.cfnattest.cli;

import io.jenkins.plugins.cfnattest.gate.OneLine;
import java.io.PrintWriter;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine.Help.Ansi;

/** Where a command writes: results to {@code out}, everything else to {@code err}. */
final class Console {
    /** More than any message or value has that people read, in characters. */
    private static final int LONGEST = 10_000;

    private final PrintWriter out;
    private final PrintWriter err;
    private final Ansi ansi;

    Console(PrintWriter out, PrintWriter err, Ansi ansi) {
        this.out = out;
        this.err = err;
        this.ansi = ansi;
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

    /** Tells on stderr how far a long work is, about every tenth of it; silent for a handful of items. */
    Progress progress(String what, int total) {
        return new Progress(what, total);
    }

    /** A progress line. Safe for use by several threads. */
    final class Progress {
        private static final int WORTH_TELLING = 20;
        private static final int STEPS = 10;
        private final String what;
        private final int total;
        private final AtomicInteger done = new AtomicInteger();

        private Progress(String what, int total) {
            this.what = what;
            this.total = total;
        }

        /** One more is done. */
        void step() {
            int now = done.incrementAndGet();
            int stride = Math.max(1, total / STEPS);
            if (total >= WORTH_TELLING && (now % stride == 0 || now == total)) {
                say(what + " " + now + " of " + total);
            }
        }
    }
}
