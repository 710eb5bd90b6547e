package io.jenkins.plugins.cfnattest.inspect.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatementTest {
    @ParameterizedTest
    @CsvSource({
        "*, true",
        "iam:*, true",
        "iam:PassRole, true",
        "iam:Pass*, true",
        "iam:*Role, true",
        "iam:*assRol*, true",
        "iam:PassRole*, true",
        "iam:*PassRole, true",
        "iam:**, true",
        "iam:passrole, false",
        "IAM:PassRole, false",
        "iam:P?ssRole, false",
        "iam:Pass*Role, false",
        "iam:GetRole, false",
        "iam:*Get*, false",
        "s3:*, false",
        "iam:, false"
    })
    void knowsWhichPatternsCoverAnAction(String pattern, boolean covers) {
        assertThat(Statement.covers(pattern, "iam", "PassRole")).isEqualTo(covers);
    }
}
