package io.jenkins.plugins.cfnattest.jenkins;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Templates that the Jenkinsfiles of these tests write into their workspace. */
final class Templates {
    /** No failing violation; a parameter with a default; characters beyond ASCII, which CloudFormation answers as {@code ?}. */
    static final String BUCKET = """
            AWSTemplateFormatVersion: '2010-09-09'
            Description: Bücher aus Köln
            Parameters:
              Env:
                Type: String
                Default: dev
            Resources:
              Books:
                Type: AWS::S3::Bucket
                Properties:
                  BucketName: !Sub 'books-${Env}'
            Outputs:
              Environment:
                Value: !Ref Env
            """;

    /** A failing violation: a volume that is not encrypted. */
    static final String OPEN_VOLUME = """
            Resources:
              Disk:
                Type: AWS::EC2::Volume
                Properties:
                  AvailabilityZone: eu-central-1a
                  Size: 10
                  Encrypted: false
            """;

    /** A password that nobody may see. */
    static final String DATABASE = """
            Parameters:
              Password:
                Type: String
                NoEcho: true
            Resources:
              Waiter:
                Type: AWS::CloudFormation::WaitConditionHandle
                Metadata:
                  Password: !Ref Password
            """;

    private Templates() {}

    /** A step that writes this text to a file, byte by byte as it is here. */
    static String write(String file, String text) {
        return write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /** A step that writes these bytes to a file. */
    static String write(String file, byte[] content) {
        return "writeFile file: '" + file + "', encoding: 'Base64', text: '"
                + Base64.getEncoder().encodeToString(content) + "'";
    }
}
