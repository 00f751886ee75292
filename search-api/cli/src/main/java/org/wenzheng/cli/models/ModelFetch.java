package org.wenzheng.cli.models;

import java.util.List;

/** Fetches weights. */
public final class ModelFetch {
    private ModelFetch() {}

    public static void fetch(List<String> names) {}
}
