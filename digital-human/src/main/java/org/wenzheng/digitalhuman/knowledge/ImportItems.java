package org.wenzheng.digitalhuman.knowledge;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.wenzheng.search.contract.knowledge.KnowledgeBase;
import org.wenzheng.search.contract.knowledge.KnowledgeException;
import org.wenzheng.search.contract.knowledge.ServiceItem;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Turns an export into item files, and says what came of it. */
@Command(name = "knowledge import")
public final class ImportItems implements Callable<Integer> {

    @Parameters(index = "0")
    @SuppressWarnings("NullAway.Init") // picocli requires it
    Path file;

    @Option(names = "--to", required = true)
    @SuppressWarnings("NullAway.Init") // picocli requires it
    Path to;

    @Option(names = "--map", defaultValue = "")
    String map = "";

    public static void main(String[] args) {
        System.exit(new CommandLine(new ImportItems()).execute(args));
    }

    @Override
    public Integer call() throws IOException {
        try {
            List<ServiceItem> items = new ItemImport(Columns.of(map)).read(file);
            ItemImport.write(items, to);
            System.out.printf(
                    "%,d items, a file each, in %s%n",
                    KnowledgeBase.read(to).items().size(), to);
            return 0;
        } catch (KnowledgeException e) {
            System.err.println(e.getMessage());
            return 2;
        }
    }
}
