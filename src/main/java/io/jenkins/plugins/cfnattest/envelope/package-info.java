/**
 * What is signed, and the forms it is sent in: bytes and digests, the pre-authentication encoding, the DSSE envelope, the in-toto statement with the
 * inspection predicate, and the envelope of the 2020 service. The one room that reads and writes their JSON. Nothing here knows a key: what this room
 * parses from a payload has been verified by {@code signing} before.
 *
 * <p>Sources: DSSE v1.0.2 (protocol and envelope), in-toto attestation framework v1 (Statement), RFC 8259 (JSON), RFC 4648 (base64), RFC 3339 (times).
 */
package io.jenkins.plugins.cfnattest.envelope;
