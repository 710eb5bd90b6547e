package io.jenkins.plugins.cfnattest.ledger;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.Quoted;
import io.jenkins.plugins.cfnattest.ledger.LedgerException.Kind;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * A text with signatures (C2SP signed-note). The text means nothing before {@link TrustedLogs} has verified it.
 *
 * @param text the signed text, with its last line end
 * @param signatures who claims to have signed it, at least one
 */
public record SignedNote(String text, List<Signature> signatures) {
    /** No checkpoint is larger, in bytes; one with many large cosignatures neither. */
    public static final int LIMIT = 256 * 1024;

    private static final int MOST_SIGNATURES = 100;
    private static final int ID_SIZE = 4;
    private static final String MARK = "— ";

    public SignedNote {
        signatures = List.copyOf(signatures);
        if (!isText(text) || text.length() < 2 || !text.endsWith("\n") || signatures.isEmpty()) {
            throw new IllegalArgumentException("A signed note has lines of text and at least one signature.");
        }
    }

    /**
     * A line of a note's end.
     *
     * @param name the key's name
     * @param keyId the key's id, 8 hex digits
     * @param signature the signature itself
     */
    public record Signature(String name, String keyId, Bytes signature) {
        private String line() {
            byte[] id = HexFormat.of().parseHex(keyId);
            byte[] all = Arrays.copyOf(id, id.length + signature.size());
            System.arraycopy(signature.toArray(), 0, all, id.length, signature.size());
            return MARK + name + " " + Bytes.of(all).toBase64() + "\n";
        }
    }

    /**
     * Reads a note.
     *
     * @throws LedgerException (MALFORMED) when it is none
     */
    public static SignedNote parse(Bytes note) throws LedgerException {
        if (note.size() > LIMIT) {
            throw malformed("it is larger than " + LIMIT + " bytes");
        }
        String all = text(note);
        if (!isText(all)) {
            throw malformed("it has control characters");
        }
        int gap = all.lastIndexOf("\n\n");
        if (gap < 1 || !all.endsWith("\n") || gap + 2 == all.length()) {
            throw malformed("no blank line followed by signatures is in it");
        }
        String[] lines = all.substring(gap + 2, all.length() - 1).split("\n", -1);
        if (lines.length > MOST_SIGNATURES) {
            throw malformed("it has more than " + MOST_SIGNATURES + " signatures");
        }
        List<Signature> signatures = new ArrayList<>();
        for (String line : lines) {
            signatures.add(signature(line));
        }
        return new SignedNote(all.substring(0, gap + 1), signatures);
    }

    private static Signature signature(String line) throws LedgerException {
        String[] words = line.split(" ", -1);
        if (words.length == 3 && line.startsWith(MARK) && LogKey.isName(words[1])) {
            byte[] all = StrictBase64.decode(words[2]).map(Bytes::toArray).orElse(new byte[0]);
            if (all.length > ID_SIZE) {
                return new Signature(
                        words[1],
                        HexFormat.of().formatHex(all, 0, ID_SIZE),
                        Bytes.of(Arrays.copyOfRange(all, ID_SIZE, all.length)));
            }
        }
        throw malformed("this is no signature line: " + Quoted.of(line));
    }

    private static String text(Bytes note) throws LedgerException {
        try {
            return note.toUtf8();
        } catch (CharacterCodingException e) {
            throw new LedgerException(Kind.MALFORMED, "Expected a signed note in UTF-8, but it is not.", e);
        }
    }

    /** No control character but line ends. */
    private static boolean isText(String text) {
        return text.chars().noneMatch(character -> character < ' ' && character != '\n');
    }

    private static LedgerException malformed(String found) {
        return new LedgerException(
                Kind.MALFORMED, "Expected a signed note (text, blank line, signatures), but " + found + ".");
    }

    /** The note as it is stored and sent. */
    public Bytes toBytes() {
        StringBuilder note = new StringBuilder(text).append('\n');
        signatures.forEach(signature -> note.append(signature.line()));
        return Bytes.utf8(note.toString());
    }
}
