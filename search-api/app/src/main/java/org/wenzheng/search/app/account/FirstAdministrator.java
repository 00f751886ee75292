package org.wenzheng.search.app.account;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.wenzheng.search.app.DataFolder;
import org.wenzheng.search.app.SecretFiles;

/**
 * Makes the account {@code admin} where there is none, with a random password that is written once to {@code
 * secrets/admin-password}; {@code up} prints and removes it. Readiness waits for this.
 */
@Component
class FirstAdministrator implements ApplicationRunner {

    static final String NAME = "admin";
    static final String FILE = "admin-password";

    private static final Logger LOG = LoggerFactory.getLogger(FirstAdministrator.class);

    private final AccountRepository accounts;
    private final PasswordEncoder passwords;
    private final DataFolder folder;

    FirstAdministrator(AccountRepository accounts, PasswordEncoder passwords, DataFolder folder) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.folder = folder;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (!accounts.isEmpty()) {
            return;
        }
        String password = new FirstPassword().next();
        Path file = folder.secrets().resolve(FILE);
        try {
            // The file first: if the process dies between the two, the next start writes another.
            SecretFiles.write(file, password + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The first password cannot be written to " + file + "; make it writable.", e);
        }
        accounts.create(NAME, PasswordHashing.encode(passwords, password), SignedIn.Role.ADMINISTRATOR);
        LOG.info("Made the account \"{}\"; its password lies in {}", NAME, file);
    }
}
