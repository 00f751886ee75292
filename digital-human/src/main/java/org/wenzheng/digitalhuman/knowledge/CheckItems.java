package org.wenzheng.digitalhuman.knowledge;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import org.wenzheng.search.contract.knowledge.KnowledgeBase;
import org.wenzheng.search.contract.knowledge.KnowledgeException;
import org.wenzheng.search.contract.knowledge.ServiceItem;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Reads a folder of items and says what is wrong, and what the office has left open. */
@Command(name = "knowledge check")
public final class CheckItems implements Callable<Integer> {

    @Parameters(index = "0")
    @SuppressWarnings("NullAway.Init") // picocli requires it
    Path folder;

    public static void main(String[] args) {
        System.exit(new CommandLine(new CheckItems()).execute(args));
    }

    @Override
    public Integer call() throws IOException {
        try {
            KnowledgeBase base = KnowledgeBase.read(folder);
            LocalDate today = LocalDate.now(ZoneId.systemDefault());
            for (ServiceItem item : base.items()) {
                if (!item.inForce(today)) {
                    System.out.printf("%s %s: not in force today, so never spoken%n", item.code(), item.name());
                }
            }
            System.out.printf("%,d items, nothing wrong%n", base.items().size());
            return 0;
        } catch (KnowledgeException e) {
            System.err.println(e.getMessage());
            return 1;
        }
    }
}
