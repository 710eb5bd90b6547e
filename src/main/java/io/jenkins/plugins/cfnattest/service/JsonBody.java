package io.jenkins.plugins.cfnattest.service;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the header of a request with JSON has to say. */
final class JsonBody {
    private static final Pattern TYPE = Pattern.compile("application/json( *; *charset=\"?utf-8\"?)?");

    private JsonBody() {}

    static void check(HttpServletRequest request) throws ProblemException {
        String type = Optional.ofNullable(request.getContentType()).orElse("");
        if (!TYPE.matcher(type.strip().toLowerCase(Locale.ROOT)).matches()) {
            throw new Problem(
                            ProblemType.MEDIA_TYPE,
                            "Expected " + Answer.JSON + " in UTF-8 (header field Content-Type), but found "
                                    + (type.isEmpty() ? "none" : "another type") + ".")
                    .with("Accept-Post", Answer.JSON)
                    .thrown();
        }
        if (request.getHeader("Content-Encoding") != null) {
            throw new Problem(
                            ProblemType.MEDIA_TYPE,
                            "Expected the body as it is, but it has a Content-Encoding. Leave it out.")
                    .with("Accept-Encoding", "identity")
                    .thrown();
        }
    }
}
