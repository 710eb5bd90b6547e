package io.jenkins.plugins.cfnattest.ledger;

import io.jenkins.plugins.cfnattest.envelope.Quoted;
import io.jenkins.plugins.cfnattest.ledger.LedgerException.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The head of a log (C2SP tlog-checkpoint): all its entries in one hash.
 *
 * @param origin the log's name
 * @param size how many entries it has
 * @param root the root over them
 * @param extensions further lines, which mean nothing here
 */
public record Checkpoint(String origin, long size, Hash root, List<String> extensions) {
    private static final int FIXED_LINES = 3;

    public Checkpoint {
        extensions = List.copyOf(extensions);
        if (size < 0 || (size == 0 && !root.equals(Hash.ofNothing()))) {
            throw new IllegalArgumentException("A log of " + size + " entries has not the root " + root + ".");
        }
        if (!isLine(origin) || !extensions.stream().allMatch(Checkpoint::isLine)) {
            throw new IllegalArgumentException("Each line of a checkpoint has at least one character.");
        }
    }

    /** The head with these entries, without further lines. */
    public Checkpoint(String origin, long size, Hash root) {
        this(origin, size, root, List.of());
    }

    /**
     * Reads the text of a note.
     *
     * @throws LedgerException (MALFORMED) when it is no checkpoint
     */
    static Checkpoint parse(String text) throws LedgerException {
        String[] lines = text.split("\n", -1);
        // The text ends with a line end, so the last piece is empty.
        int count = lines.length - 1;
        if (count >= FIXED_LINES && lines[count].isEmpty()) {
            OptionalLong size = Decimal.parse(lines[1]);
            Optional<Hash> root = Hash.ofBase64(lines[2]);
            List<String> extensions = Arrays.asList(lines).subList(FIXED_LINES, count);
            if (size.isPresent()
                    && root.isPresent()
                    && isLine(lines[0])
                    && extensions.stream().allMatch(Checkpoint::isLine)
                    && (size.getAsLong() > 0 || root.get().equals(Hash.ofNothing()))) {
                return new Checkpoint(lines[0], size.getAsLong(), root.get(), extensions);
            }
        }
        throw new LedgerException(
                Kind.MALFORMED,
                "Expected a checkpoint (lines: origin, size, root in base64), but found " + Quoted.of(text) + ".");
    }

    private static boolean isLine(String line) {
        return !line.isEmpty() && line.indexOf('\n') < 0;
    }

    /** The text that is signed. */
    public String text() {
        StringBuilder text = new StringBuilder(origin)
                .append('\n')
                .append(Long.toString(size))
                .append('\n')
                .append(root)
                .append('\n');
        extensions.forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }
}
