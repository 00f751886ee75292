package org.wenzheng.search.contract.knowledge;

/** Knowledge that cannot be taken as it is: its message says where and why, for the one who wrote it. */
public final class KnowledgeException extends Exception {

    private static final long serialVersionUID = 1L;

    public KnowledgeException(String message) {
        super(message);
    }

    public KnowledgeException(String message, Throwable cause) {
        super(message, cause);
    }
}
