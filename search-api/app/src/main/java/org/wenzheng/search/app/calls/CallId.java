package org.wenzheng.search.app.calls;

import java.util.regex.Pattern;
import org.wenzheng.search.app.problem.ProblemException;

/** Checks call ids from outside before they become part of a query, a path or a row. */
public final class CallId {

    private static final Pattern FORM = Pattern.compile("[0-9A-Za-z][0-9A-Za-z_-]{0,63}");

    private CallId() {}

    /**
     * The id as it came.
     *
     * @throws ProblemException 404 when it has no id's form: nothing can lie under it
     */
    public static String require(String call) {
        if (!FORM.matcher(call).matches()) {
            throw unknown();
        }
        return call;
    }

    /** The answer where no such call is. */
    public static ProblemException unknown() {
        return ProblemException.notFound("No such call; GET /api/v1/calls lists those that there are.");
    }
}
