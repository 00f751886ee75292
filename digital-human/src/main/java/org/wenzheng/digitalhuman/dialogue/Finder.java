package org.wenzheng.digitalhuman.dialogue;

import java.util.Set;
import org.wenzheng.digitalhuman.retrieval.Finding;
import org.wenzheng.models.runtime.ModelException;

/** Finds what a question is about, in the items that are in force now. */
@FunctionalInterface
public interface Finder {

    /** @param excluded codes of items that are not meant */
    Finding find(String question, Set<String> excluded) throws ModelException;
}
