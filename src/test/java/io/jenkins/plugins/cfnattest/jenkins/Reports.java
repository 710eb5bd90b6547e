package io.jenkins.plugins.cfnattest.jenkins;

import io.jenkins.plugins.cfnattest.jenkins.harness.Build;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Our reports of a build, found as people find them: by the links on its page. */
record Reports(Build build, List<String> links) {
    private static final Pattern LINK =
            Pattern.compile("href=\"(cfn-(?:attestation|deployment|approval)-[0-9a-f]+)/\"");

    static Reports of(Build build) {
        String page = build.job().server().client().page(build.path());
        List<String> links = LINK.matcher(page)
                .results()
                .map((MatchResult match) -> match.group(1))
                .distinct()
                .toList();
        return new Reports(build, links);
    }

    /** The page of the only attestation. */
    String attestation() {
        return only("cfn-attestation-");
    }

    /** The page of the only deployment. */
    String deployment() {
        return only("cfn-deployment-");
    }

    /** The page of the only approval that was asked for. */
    String approval() {
        return only("cfn-approval-");
    }

    /** All pages. */
    List<String> pages() {
        return links.stream().map(link -> build.path() + link + "/").toList();
    }

    private String only(String prefix) {
        List<String> found =
                links.stream().filter(link -> link.startsWith(prefix)).toList();
        if (found.size() != 1) {
            throw new AssertionError("Expected one link " + prefix + "... on " + build.path() + ", found " + links);
        }
        return build.path() + found.get(0) + "/";
    }
}
