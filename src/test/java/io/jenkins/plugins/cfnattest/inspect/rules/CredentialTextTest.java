package io.jenkins.plugins.cfnattest.inspect.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialTextTest {
    private static final String SECRET = "abcdefghijklmnopqrstuvwxyz0123456789/+AB";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AKIAABCDEFGHIJKLMNOP",
                "export KEY=ASIA0123456789ABCDEF;",
                "'AKIAABCDEFGHIJKLMNOP'",
                "aws_secret_access_key=" + SECRET,
                "AWS_SECRET_ACCESS_KEY: \"" + SECRET + "\"",
                "{\"SecretAccessKey\" : \"" + SECRET + "\"}",
                "-----BEGIN PRIVATE KEY-----",
                "x\n-----BEGIN RSA PRIVATE KEY-----\n",
                "-----BEGIN ENCRYPTED PRIVATE KEY-----",
                "-----BEGIN OPENSSH PRIVATE KEY-----",
                "postgres://admin:hunter2@db.example.com/app",
                "git clone https://token:x-oauth-basic@example.com/a.git"
            })
    void knowsCredentialsByTheirForm(String text) {
        assertThat(CredentialText.isIn(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "AKIAIOSFODNN7EXAMPLE",
                "AKIAABCDEFGHIJKLMNO",
                "AKIAABCDEFGHIJKLMNOPQ",
                "XAKIAABCDEFGHIJKLMNOP",
                "aws_secret_access_key=$KEY",
                "aws_secret_access_key=" + SECRET + "A",
                "-----BEGIN PUBLIC KEY-----",
                "-----BEGIN CERTIFICATE-----",
                "https://example.com:443/a@b",
                "https://${User}:${Password}@example.com",
                "https://me@example.com",
                "https://user:{{resolve:secretsmanager:a}}@example.com",
                "arn:aws:s3:::a://b"
            })
    void takesNothingElseForThem(String text) {
        assertThat(CredentialText.isIn(text)).isFalse();
    }
}
