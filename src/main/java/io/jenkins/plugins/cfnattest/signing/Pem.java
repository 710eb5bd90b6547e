package io.jenkins.plugins.cfnattest.signing;

import io.jenkins.plugins.cfnattest.envelope.Quoted;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * One PEM block (RFC 7468). Text around it is ignored, a second block is not. Messages name labels and never a line of the block.
 *
 * @param label what is inside, as in {@code PRIVATE KEY}
 * @param body the lines between the two boundaries, without their ends
 */
record Pem(String label, List<String> body) {
    private static final int LONGEST = 64 * 1024;
    private static final int LINE_LENGTH = 64;
    private static final String BEGIN = "-----BEGIN ";
    private static final String END = "-----END ";
    private static final String DASHES = "-----";

    Pem {
        body = List.copyOf(body);
    }

    /**
     * Finds the only block.
     *
     * @param wanted what the reader expects, for the message
     * @throws KeyException when there is no block, more than one, or one without its end
     */
    static Pem only(String text, String wanted) throws KeyException {
        if (text.length() > LONGEST) {
            throw new KeyException("Expected " + wanted + " in PEM, but found " + text.length()
                    + " characters; a key has at most " + LONGEST + ".");
        }
        List<Pem> blocks = blocks(text.lines().map(String::strip).toList());
        if (blocks.isEmpty()) {
            throw new KeyException("Expected " + wanted + " in PEM, but found no line '-----BEGIN ...-----'"
                    + (text.isBlank()
                            ? ": it is empty. Give the whole key."
                            : ". Binary (DER) keys are converted by 'openssl pkey -inform DER'."));
        }
        if (blocks.size() > 1) {
            throw new KeyException("Expected " + wanted + " as the only PEM block, but found " + blocks.size() + ": "
                    + String.join(
                            ", ",
                            blocks.stream().map(block -> Quoted.of(block.label)).toList())
                    + ". Keep the one that is meant.");
        }
        return blocks.get(0);
    }

    private static List<Pem> blocks(List<String> lines) throws KeyException {
        List<Pem> blocks = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (isBoundary(lines.get(i), BEGIN)) {
                String label = label(lines.get(i), BEGIN);
                int end = end(lines, i + 1, label);
                blocks.add(new Pem(label, lines.subList(i + 1, end)));
                i = end;
            }
        }
        return blocks;
    }

    private static int end(List<String> lines, int from, String label) throws KeyException {
        for (int i = from; i < lines.size(); i++) {
            if (isBoundary(lines.get(i), END) && label(lines.get(i), END).equals(label)) {
                return i;
            }
            if (lines.get(i).startsWith(DASHES)) {
                break;
            }
        }
        throw new KeyException(
                "Expected the line '-----END " + Quoted.plain(label) + "-----' of the PEM block that begins at line "
                        + from + ", but it is not there: the key is cut short. Give the whole key as it was made.");
    }

    private static boolean isBoundary(String line, String start) {
        return line.startsWith(start) && line.endsWith(DASHES) && line.length() > start.length() + DASHES.length();
    }

    private static String label(String line, String start) {
        return line.substring(start.length(), line.length() - DASHES.length());
    }

    /**
     * The DER inside.
     *
     * @throws KeyException when it is no base64
     */
    byte[] der() throws KeyException {
        String base64 = String.join("", body);
        try {
            byte[] der = Base64.getDecoder().decode(base64);
            if (der.length > 0 && Base64.getEncoder().encodeToString(der).equals(base64)) {
                return der;
            }
        } catch (IllegalArgumentException e) {
            // Said below; the decoder's words could hold a character of a secret.
        }
        throw new KeyException("Expected base64 inside the PEM block '" + Quoted.plain(label)
                + "', but found something else: the key is cut short or changed. Give the whole key as it was made.");
    }

    /** The text of a block with one label around the DER. */
    static String write(String label, byte[] der) {
        String newline = "\n";
        String body = Base64.getMimeEncoder(LINE_LENGTH, newline.getBytes(StandardCharsets.US_ASCII))
                .encodeToString(der);
        return BEGIN + label + DASHES + newline + body + newline + END + label + DASHES + newline;
    }

    /** The label only: the body may be a secret. */
    @Override
    public String toString() {
        return "PEM block " + Quoted.of(label);
    }
}
