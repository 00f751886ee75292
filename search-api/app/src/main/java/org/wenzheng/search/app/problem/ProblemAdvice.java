package org.wenzheng.search.app.problem;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Turns whatever a controller throws into a problem. */
@RestControllerAdvice
class ProblemAdvice extends ResponseEntityExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception exception,
            @Nullable Object body,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        if (body instanceof ProblemDetail problem && !(exception instanceof ProblemException)) {
            problem.setType(
                    URI.create("urn:wenzheng:problem:" + (status.value() == 404 ? "not-found" : "bad-request")));
        }
        return super.handleExceptionInternal(exception, body, headers, status, request);
    }

    @ExceptionHandler(Exception.class)
    ResponseEntity<ProblemDetail> unforeseen(Exception exception) {
        // No message and no cause's message: they may quote what was asked for.
        LOG.error("A request failed with {} at {}", exception.getClass().getName(), place(exception));
        Problem problem = new Problem(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "internal",
                "Something went wrong here",
                "Try again; if it fails again, look at ./run logs search-api.");
        return ResponseEntity.status(problem.status()).body(problem.body());
    }

    /** The database is away or overloaded; everything that was asked for can be asked for again. */
    @ExceptionHandler({CannotGetJdbcConnectionException.class, CannotCreateTransactionException.class})
    ResponseEntity<ProblemDetail> databaseAway(Exception exception) {
        LOG.error("The database gives no connection: {}", exception.getClass().getName());
        Problem problem = new Problem(
                HttpStatus.SERVICE_UNAVAILABLE,
                "database-unavailable",
                "The database is away",
                "It does not answer. Try again in some seconds; ./run logs search-api tells more.");
        return ResponseEntity.status(problem.status())
                .header(HttpHeaders.RETRY_AFTER, "5")
                .body(problem.body());
    }

    private static String place(Exception exception) {
        for (StackTraceElement element : exception.getStackTrace()) {
            if (element.getClassName().startsWith("org.wenzheng.")) {
                return element.toString();
            }
        }
        StackTraceElement[] trace = exception.getStackTrace();
        return trace.length == 0 ? "an unknown place" : trace[0].toString();
    }
}
