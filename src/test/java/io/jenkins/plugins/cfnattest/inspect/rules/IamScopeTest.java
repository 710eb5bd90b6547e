package io.jenkins.plugins.cfnattest.inspect.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IamScopeTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "**",
                "?*",
                "*?",
                "***",
                "s3:*",
                "S3:*",
                "s3:?*",
                "s3:*?",
                "s3:**",
                "s3:????????????",
                "*:*",
                "?3:*",
                "s*:*",
                "s*:Get*",
                "*:PassRole",
                "s3*",
                "*Object",
                "s3:*t*",
                "s3:?et*",
                "s3:*e",
                " s3:* ",
                "s3: *"
            })
    void seesEveryActionOfAService(String action) {
        assertThat(IamScope.everyAction(IamPattern.ofAction(action))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3:GetObject",
                "s3:Get*",
                "s3:G*",
                "s3:*Get*",
                "s3:*Tagging",
                "logs:Create*",
                "s3:Get?bject",
                "s3:",
                "s3",
                "",
                "s3:${x}",
                "es:ESHttp*",
                "iam:*Role",
                "ec2:*Vpc"
            })
    void leavesActionsThatAreNamed(String action) {
        assertThat(IamScope.everyAction(IamPattern.ofAction(action))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "**",
                "?*",
                "*:*",
                "*bucket*",
                "a*",
                "arn*",
                "arn:*",
                "arn:*:*",
                "arn:aws:*",
                "arn:aws:s3*",
                "arn:aws:s3:*",
                "arn:aws:s3:::*",
                "arn:aws:s3:::**",
                "arn:aws:s3:::?*",
                "arn:aws:s3:::*/*",
                "arn:*:*:*:*:*",
                "arn:aws:logs:*:*:*",
                "arn:aws:sqs:eu-west-1:123456789012:*",
                "arn:aws:logs:*:*:*:*",
                "arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:*",
                "arn:aws:sqs:eu-*",
                "*:aws:s3:::bucket"
            })
    void seesEveryResourceOfAService(String resource) {
        assertThat(IamScope.everyResource(new IamPattern(resource))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:s3:::bucket",
                "arn:aws:s3:::bucket/*",
                "arn:aws:s3:::b*",
                "arn:aws:s3:::*-logs",
                "arn:*:s3:::bucket/*",
                "arn:aws:dynamodb:*:*:table/*",
                "arn:aws:logs:*:*:log-group:*",
                "arn:aws:s3:::${Bucket}/*",
                "arn:aws:s3:::${aws:username}/*",
                "arn:aws:s3:*bucket",
                "",
                "bucket",
                "${Bucket.Arn}/*",
                "${Bucket.Arn}*",
                "${Topic}:*",
                "arn:aws:iam::*:role/app"
            })
    void leavesResourcesThatAreNamed(String resource) {
        assertThat(IamScope.everyResource(new IamPattern(resource))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "**",
                "*:*",
                "arn:*",
                "arn:aws:iam:*",
                "arn:aws:i?m:*",
                "arn:aws:iam::*",
                "arn:aws:iam::*:*",
                "arn:aws:iam::*:role/*",
                "arn:aws:iam::123456789012:role/*",
                "arn:aws:iam::${AWS::AccountId}:role/*",
                "arn:*:iam::*:role/*",
                "arn:aws:iam::*:r*",
                "arn:aws:iam::*:ro?e/?*",
                "arn:aws:iam::*:*/*",
                "arn:aws:iam::*:role/*/*",
                "*:role/*",
                "*role*",
                "role/*",
                "arn:aws:iam::1234*"
            })
    void seesEveryRole(String resource) {
        assertThat(IamScope.everyRole(new IamPattern(resource))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:iam::*:role/app",
                "arn:aws:iam::*:role/app-*",
                "arn:aws:iam::*:role/*-app",
                "arn:aws:iam::*:role/service/*",
                "arn:aws:iam::*:user/*",
                "arn:aws:s3:::*",
                "arn:aws:s3:*",
                "arn:aws:iam::*:role/",
                "",
                "arn:aws:iam::*:role/${Name}*",
                "*app*",
                "${Role.Arn}*",
                "${Role.Arn}"
            })
    void leavesRolesThatAreNamed(String resource) {
        assertThat(IamScope.everyRole(new IamPattern(resource))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:sns:*:123456789012:*",
                "arn:aws:sns:*:${AWS::AccountId}:*",
                "arn:aws:s3:::bucket",
                "arn:aws:s3:::bucket/*",
                "${Topic}",
                "${Api.Arn}/*/*",
                "arn:aws:iam::123456789012:role/*"
            })
    void seesWhoOwnsAnArn(String arn) {
        assertThat(IamScope.owned(new IamPattern(arn))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "arn:aws:sns:*:*:*",
                "arn:aws:s3:::*",
                "arn:aws:s3:::bucket*",
                "arn:aws:s3:::b?cket/x",
                "arn:*",
                "arn:aws:sns:*:1234*:news",
                "arn:aws:sns:*"
            })
    void seesThatAnybodyMayOwnAnArn(String arn) {
        assertThat(IamScope.owned(new IamPattern(arn))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "*, true",
        "arn:*, true",
        "arn:aws:logs:*:*:*, true",
        "arn:aws:l*, true",
        "${Group.Arn}, true",
        "${Group.Arn}:*, true",
        "arn:aws:s3:::reports, false",
        "reports, false"
    })
    void seesWhichServiceAResourceReaches(String resource, boolean reaches) {
        assertThat(IamScope.reaches(new IamPattern(resource), "logs")).isEqualTo(reaches);
    }
}
