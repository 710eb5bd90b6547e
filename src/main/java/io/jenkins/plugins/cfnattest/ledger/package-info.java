/**
 * The record: an append-only Merkle log in a folder, which shows what was attested and decided, in which order, and that nothing was taken out or put in later.
 * Its entries are digests only; who and what stands in event documents beside it, which can be pruned. Whoever has the log's verifier key can check all of it
 * with tools of others.
 *
 * <p>Sources: RFC 6962, section 2 (tree and proofs), RFC 9162, sections 2.1.3 and 2.1.4 (verifying them), C2SP signed-note, tlog-checkpoint, tlog-tiles and
 * tlog-proof, RFC 8785 (canonical JSON).
 */
package io.jenkins.plugins.cfnattest.ledger;
