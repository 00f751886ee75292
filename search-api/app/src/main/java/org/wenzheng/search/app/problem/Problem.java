package org.wenzheng.search.app.problem;

import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/**
 * A problem as RFC 9457 has it.
 *
 * @param name last part of the type {@code urn:wenzheng:problem:<name>}: stable, for programs
 * @param title the same for every problem of this type
 * @param detail what to do next, for people
 */
public record Problem(HttpStatus status, String name, String title, String detail) {

    /** As Spring's body of an answer. */
    public ProblemDetail body() {
        ProblemDetail body = ProblemDetail.forStatusAndDetail(status, detail);
        body.setType(URI.create("urn:wenzheng:problem:" + name));
        body.setTitle(title);
        return body;
    }
}
