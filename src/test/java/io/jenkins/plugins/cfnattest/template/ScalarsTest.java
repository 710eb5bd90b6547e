package io.jenkins.plugins.cfnattest.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScalarsTest {
    private static final Position HERE = new Position(1, 1);

    /** Scalar, what CloudFormation takes, what cfn_nag takes. T, B, N: text, boolean, number; 0 is null. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "true          | B true           | B true",
                "Yes           | B true           | B true",
                "ON            | B true           | B true",
                "off           | B false          | B false",
                "No            | B false          | B false",
                "yEs           | T yEs            | B true",
                "y             | T y              | T y",
                "n             | T n              | T n",
                "truely        | T truely         | T truely",
                "~             | 0                | 0",
                "NULL          | 0                | 0",
                "nUll          | T nUll           | 0",
                "80            | N 80             | N 80",
                "-1            | N -1             | N -1",
                "+5            | N 5              | N 5",
                "0             | N 0              | N 0",
                "-0            | N 0              | N 0",
                "0300          | N 192            | N 192",
                "010           | N 8              | N 8",
                "-010          | N -8             | N -8",
                "08            | N 8.0            | T 08",
                "012345678901  | N 1.2345678901E10 | T 012345678901",
                "123456789012  | N 123456789012   | N 123456789012",
                "99999999999999999999 | N 99999999999999999999 | N 99999999999999999999",
                "999999999999999999  | N 999999999999999999  | N 999999999999999999",
                "9999999999999999999 | N 9999999999999999999 | N 9999999999999999999",
                "00            | N 0              | N 0",
                "1e-3          | N 0.001          | T 1e-3",
                "1-3           | T 1-3            | T 1-3",
                "-+1           | T -+1            | T -+1",
                "1_000         | N 1000           | N 1000",
                "80,443        | T 80,443         | N 80443",
                "0b101         | N 5              | N 5",
                "0x1F          | N 31             | N 31",
                "0x            | T 0x             | T 0x",
                "0b            | T 0b             | T 0b",
                "22:22         | N 1342           | N 1342",
                "1:2:3         | N 3723           | N 3723",
                "1:2:3:4       | N 223384         | T 1:2:3:4",
                "08:30         | T 08:30          | N 510",
                "-1:30         | N -90            | N -90",
                "12:72         | T 12:72          | T 12:72",
                "1:30.5        | N 90.5           | N 90.5",
                "08:30.5       | N 510.5          | N 510.5",
                "-0:30.5       | N -30.5          | N -30.5",
                "1.10          | N 1.1            | N 1.1",
                "5.0           | N 5.0            | N 5.0",
                "1.            | N 1.0            | N 1.0",
                ".5            | N 0.5            | N 0.5",
                "-.5           | N -0.5           | N -0.5",
                "1e3           | N 1000.0         | T 1e3",
                "1.5e+3        | N 1500.0         | N 1500.0",
                "1.5e3         | N 1500.0         | T 1.5e3",
                "1.0e999       | T 1.0e999        | T 1.0e999",
                "1e-999999999  | N 0.0            | T 1e-999999999",
                ".             | T .              | T .",
                "-             | T -              | T -",
                "+             | T +              | T +",
                "...           | T ...            | T ...",
                ".inf          | T .inf           | T .inf",
                "1.2.3         | T 1.2.3          | T 1.2.3",
                "10.0.0.0/8    | T 10.0.0.0/8     | T 10.0.0.0/8",
                "2012-10-17    | T 2012-10-17     | T 2012-10-17",
                "::/0          | T ::/0           | T ::/0",
                "_1            | T _1             | T _1",
                "0_            | N 0              | N 0",
                "sun:05:00     | T sun:05:00      | T sun:05:00",
            })
    void readsPlainScalars(String scalar, String cloudFormation, String cfnNag) {
        assertThat(describe(Scalars.plain(scalar, HERE, Dialect.CLOUDFORMATION)))
                .isEqualTo(cloudFormation);
        assertThat(describe(Scalars.plain(scalar, HERE, Dialect.CFN_NAG))).isEqualTo(cfnNag);
    }

    @Test
    void readsNothingAsNull() {
        assertThat(Scalars.plain("", HERE, Dialect.CLOUDFORMATION)).isEqualTo(new Value.Null(HERE));
    }

    @Test
    void leavesLongDigitsText() {
        String digits = "7".repeat(500_000);

        assertThat(Scalars.plain(digits, HERE, Dialect.CLOUDFORMATION)).isEqualTo(new Value.Text(digits, HERE, true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"'yes'", "\"yes\"", "!!str yes", "! yes"})
    void takesQuotedOrDeclaredTextAsItStands(String scalar) throws TemplateException {
        assertThat(Fixtures.print(Fixtures.value(scalar))).isEqualTo("'yes'");
    }

    @Test
    void knowsWhatStoodPlain() throws TemplateException {
        assertThat(((Value.Text) Fixtures.value("::/0")).plain()).isTrue();
        assertThat(((Value.Text) Fixtures.value("'::/0'")).plain()).isFalse();
    }

    @Test
    void readsKeysByTheSameRules() throws TemplateException {
        Template template =
                Fixtures.parse("Resources: {on: {Type: A}, 123: {Type: B}, 2020-01-01: {Type: C}, '010': {Type: D}}");

        assertThat(template.resources().keySet()).containsExactly("true", "123", "2020-01-01", "010");
    }

    private static String describe(Value value) {
        String kind = value instanceof Value.Bool ? "B " : value instanceof Value.Num ? "N " : "T ";
        return value.text().map(kind::concat).orElse("0");
    }
}
