package org.wenzheng.search.app.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wenzheng.search.app.TestBrowser;
import org.wenzheng.search.app.TestServer;

class PagesTest {

    private final TestBrowser browser = TestServer.shared().browser();

    @ParameterizedTest
    @ValueSource(strings = {"/", "/index.html", "/search", "/calls/01JDGK3Q8ZB6T4Y1V5N9XWCE2R", "/calls/x/y?at=3"})
    void everyPageIsTheOneApplication(String path) {
        var response = browser.get(path);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("page of the tests");
        assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-cache");
    }

    @Test
    void filesOfTheBuildAreKeptByTheBrowser() {
        var response = browser.get("/assets/index-1a2b.js");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Cache-Control").orElse("")).contains("max-age=31536000", "immutable");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/assets/gone.js", "/favicon.svg", "/../application.yml", "/assets/..%2f..%2fapplication.yml"})
    void aMissingFileIsNotThePage(String path) {
        var response = browser.get(path);
        assertThat(response.statusCode()).isBetween(400, 404);
        assertThat(response.body()).doesNotContain("page of the tests", "datasource");
    }

    @Test
    void theDescriptionNamesEveryRoute() {
        var response = browser.get("/api/docs");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body())
                .contains(
                        "\"openapi\":\"3.", "/api/v1/search", "/api/v1/calls/{call}/media", "/api/v1/session/password");
    }
}
