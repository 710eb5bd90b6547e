package io.jenkins.plugins.cfnattest.inspect.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IamPatternTest {
    /** All texts of these characters, up to this length. */
    private static List<String> texts(String characters, int longest) {
        List<String> all = new ArrayList<>(List.of(""));
        int from = 0;
        for (int length = 1; length <= longest; length++) {
            int to = all.size();
            for (int i = from; i < to; i++) {
                for (char c : characters.toCharArray()) {
                    all.add(all.get(i) + c);
                }
            }
            from = to;
        }
        return all;
    }

    @Test
    void matchesAsTheEquivalentRegularExpression() {
        List<String> names = texts("ab", 5);
        List<String> wrong = new ArrayList<>();
        for (String pattern : texts("a*?", 5)) {
            Pattern regex = Pattern.compile(pattern.replace("*", ".*").replace("?", "."));
            IamPattern iam = new IamPattern(pattern);
            names.stream()
                    .filter(name -> iam.matches(name) != regex.matcher(name).matches())
                    .forEach(name -> wrong.add(pattern + " and " + name));
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    @Timeout(10)
    void takesNoTimeToSpeakOfForLongPatterns() {
        assertThat(new IamPattern("*a".repeat(500_000)).matches("a".repeat(64))).isFalse();
        assertThat(new IamPattern("${".repeat(500_000)).open()).isFalse();
        assertThat(IamPattern.joined(List.of(new IamPattern("/a?".repeat(300_000)))))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            ' s3:* ', s3:*
            arn:${AWS::Partition}:s3:::b, arn:ø:s3:::b
            'arn:{"Ref"=>"AWS::Partition"}:s3:::b', arn:ø:s3:::b
            ${aws:username}*, ø*
            ${*}, ø
            """)
    void takesWhatIsPutInLaterForALetter(String text, String pattern) {
        assertThat(new IamPattern(text).text()).isEqualTo(pattern);
    }

    @Test
    void ignoresTheCaseOfActions() {
        assertThat(IamPattern.ofAction("IAM:Pass*").matches("iam:passrole")).isTrue();
        assertThat(new IamPattern("arn:aws:s3:::A").matches("arn:aws:s3:::a")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            s3:a* s3:b* s3:c* s3:d*                  | ''
            s3:a* s3:b* s3:c* s3:d* s3:e*            | s3:*
            s3:a* s3:b* s3:c* s3:d* s3:d* sqs:e*     | ''
            s3:a* s3:b** s3:c?* s3:d*? s3:e*         | s3:*
            r/a* r/b* r/c* r/d* r/1* r/2* r/3*       | r/*
            s3:ge* s3:pu* s3:li* s3:de* s3:cr*       | ''
            a* b* c* d* e*                           | ''
            s3:a s3:b s3:c s3:d s3:e                 | ''
            """)
    void seesWhenPiecesCoverAll(String pieces, String whole) {
        List<IamPattern> patterns =
                Stream.of(pieces.trim().split(" +")).map(IamPattern::new).toList();

        assertThat(IamPattern.joined(patterns).stream().map(IamPattern::text))
                .containsExactlyElementsOf(whole.isEmpty() ? List.of() : List.of(whole));
    }
}
