package org.wenzheng.search.app.problem;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/** An answer that is a problem (RFC 9457); {@code detail} tells what to do next and quotes nothing that was sent. */
public final class ProblemException extends ErrorResponseException {
    private static final long serialVersionUID = 1L;

    private ProblemException(Problem problem, @Nullable Throwable cause) {
        super(problem.status(), problem.body(), cause);
    }

    /** Of a request that must change before it can pass. */
    public static ProblemException of(Problem problem) {
        return new ProblemException(problem, null);
    }

    /** Of a request that may pass later as it is. */
    public static ProblemException later(Problem problem, Duration retryAfter, @Nullable Throwable cause) {
        ProblemException exception = new ProblemException(problem, cause);
        long seconds = Math.max(1, retryAfter.toSeconds());
        exception.getHeaders().set(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
        return exception;
    }

    /** A parameter or body that does not say what it should. */
    public static ProblemException badRequest(String detail) {
        return of(new Problem(HttpStatus.BAD_REQUEST, "bad-request", "The request cannot be understood", detail));
    }

    /** Nothing lies at this address. */
    public static ProblemException notFound(String detail) {
        return of(new Problem(HttpStatus.NOT_FOUND, "not-found", "Not found", detail));
    }
}
