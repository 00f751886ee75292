package org.wenzheng.jobs.redaction;

import java.util.List;

/** Finds details of some kinds. A pure function of the text; thread-safe. */
interface Detector {

    /** What was found, in any order; findings may overlap. */
    List<Finding> find(SpokenText text);
}
