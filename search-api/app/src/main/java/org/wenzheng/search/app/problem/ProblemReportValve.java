package org.wenzheng.search.app.problem;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;

/** Answers requests that the server refuses before they reach the application: malformed or far too long. */
public final class ProblemReportValve extends ErrorReportValve {

    private static final String BODY = "{\"type\":\"urn:wenzheng:problem:malformed-or-too-long\","
            + "\"title\":\"The request is malformed or too long\",\"status\":%d,"
            + "\"detail\":\"Look at /api/docs for what may be sent; a query has at most 200 characters.\"}";

    @Override
    protected void report(Request request, Response response, @Nullable Throwable thrown) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        try {
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            response.getOutputStream().write(BODY.formatted(status).getBytes(StandardCharsets.UTF_8));
            response.finishResponse();
        } catch (IOException | IllegalStateException e) {
            // Nobody reads the answer any more.
            containerLog.debug("a refusal could not be sent");
        }
    }
}
