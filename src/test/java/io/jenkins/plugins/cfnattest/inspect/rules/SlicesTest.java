package io.jenkins.plugins.cfnattest.inspect.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cfnattest.inspect.Rule;
import io.jenkins.plugins.cfnattest.inspect.rules.Slices.Entry;
import java.util.LinkedHashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SlicesTest {
    private static final String TEMPLATE = """
            Transform: AWS::LanguageExtensions
            Parameters:
              Size:
                Type: Number
              Unused:
                Type: String
            Resources:
              Disk: # F1
                Type: AWS::EC2::Volume
                Properties:
                  Size: !Ref Size
              Pair:
                Type: AWS::EC2::VolumeAttachment
                Properties:
                  VolumeId: !Ref Disk
              Disks:
                Type: AWS::EC2::Volume
            """;
    private static final Slices SLICES = Slices.of(TEMPLATE);

    @Test
    void joinsAllToWhatTheyWere() {
        assertThat(SLICES.join(new LinkedHashSet<>(SLICES.entries()))).isEqualTo(TEMPLATE);
        for (Rule rule : Catalogue.all().rules()) {
            Slices slices = Slices.of(Fixture.of(rule).orElseThrow().text());
            assertThat(slices.join(new LinkedHashSet<>(slices.entries())))
                    .isEqualTo(Fixture.of(rule).orElseThrow().text());
        }
    }

    @Test
    void takesAlongWhatIsMentioned() {
        assertThat(SLICES.join(SLICES.withMentioned(Set.of(entry("Pair"))))).isEqualTo("""
                        Parameters:
                          Size:
                            Type: Number
                        Resources:
                          Disk: # F1
                            Type: AWS::EC2::Volume
                            Properties:
                              Size: !Ref Size
                          Pair:
                            Type: AWS::EC2::VolumeAttachment
                            Properties:
                              VolumeId: !Ref Disk
                        """);
    }

    @Test
    void tellsANameFromAKeyAndFromAPartOfAWord() {
        assertThat(entry("Disk").mentions(entry("Size"))).isTrue();
        assertThat(entry("Size").mentions(entry("Disk"))).isFalse();
        assertThat(entry("Pair").mentions(entry("Disks"))).isFalse();
    }

    @Test
    void findsNamesThatAreNoLogicalIds() {
        Slices slices = Slices.of("""
                Resources:
                  Bucket:
                    Type: AWS::S3::Bucket
                    Properties:
                      BucketName: reports
                  Policy:
                    Type: AWS::S3::BucketPolicy
                    Properties:
                      Bucket: 'reports'
                  Other:
                    Type: AWS::S3::BucketPolicy
                    Properties:
                      Bucket: archive
                """);
        Entry bucket = slices.entries().get(0);
        assertThat(slices.shareName(slices.entries().get(1), bucket)).isTrue();
        assertThat(slices.shareName(slices.entries().get(2), bucket)).isFalse();
    }

    @Test
    void knowsTypes() {
        assertThat(entry("Pair").type()).isEqualTo("AWS::EC2::VolumeAttachment");
        assertThat(entry("Pair").isResource()).isTrue();
        assertThat(entry("Size").isResource()).isFalse();
    }

    private static Entry entry(String name) {
        return SLICES.entries().stream()
                .filter(entry -> entry.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
