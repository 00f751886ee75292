package org.wenzheng.sfu.http;

/** A call of the room service that cannot be carried out. */
final class ServiceException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final int status;

    /**
     * @param code of Twirp, such as {@code not_found}
     * @param status of HTTP that belongs to it
     */
    ServiceException(String code, int status, String message) {
        super(message);
        this.code = code;
        this.status = status;
    }

    static ServiceException notFound(String what) {
        return new ServiceException("not_found", 404, what);
    }

    ServiceAnswer answer() {
        return ServiceAnswer.failed(code, status, String.valueOf(getMessage()));
    }
}
