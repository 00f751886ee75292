package org.wenzheng.cli.portal;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import org.wenzheng.cli.Home;
import org.wenzheng.cli.process.Deployment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes people's accounts. */
@Command(name = "account", mixinStandardHelpOptions = true, description = "Makes accounts for people.")
public final class AccountCommand {

    /** What an account may do. */
    enum Role {
        CLERK,
        EDITOR,
        REVIEWER,
        ADMINISTRATOR
    }

    @Command(
            name = "add",
            mixinStandardHelpOptions = true,
            description =
                    "Makes an account and prints its first password, this once; it must be changed at the first sign-in.")
    int add(
            @Parameters(paramLabel = "NAME") String name,
            @Option(
                            names = "--role",
                            required = true,
                            description =
                                    "clerk: takes calls from the queue; editor: proposes what service items say; reviewer: approves it;"
                                            + " administrator: all of it, and the rest.")
                    Role role,
            @Option(names = "--json") boolean json)
            throws IOException, InterruptedException {
        Home home = Home.find();
        JsonNode added = Portal.of(home, new Deployment(home, System.getenv()).address())
                .post(
                        "/api/v1/accounts",
                        Map.of("account", name, "role", role.name().toLowerCase(Locale.ROOT)));
        if (json) {
            System.out.println(added);
        } else {
            System.out.printf(
                    "Account %s (%s). First password, shown this once: %s%n",
                    added.path("account").asText(),
                    added.path("role").asText(),
                    added.path("password").asText());
        }
        return 0;
    }
}
